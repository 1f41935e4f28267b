### What the office says of itself, and document numbers.

profile-title = About your office
profile-lead = Fields of forms begin with this. It is kept in your own data folder; what profile.toml in the office’s shared folder says is used where this is empty.
profile-organisation = Organisation
profile-organisation-en = Organisation (English)
profile-department = Department
profile-department-en = Department (English)
profile-sender = Sender (title and name)
profile-sender-en = Sender (English)
profile-contact = Contact
profile-contact-en = Contact (English)
profile-address = Address
profile-address-en = Address (English)
profile-phone = Telephone
profile-email = E-mail
profile-number = Document numbers
profile-number-how = Write document numbers with {"{"}n{"}"} where the number goes, like 総防第{"{"}n{"}"}号.
profile-keep = Save
error-profile = The file with what the office says of itself cannot be read: { $path }
    .hint = Open “About your office” and save it again, or correct the file.
error-number-damaged = Line { $line } of the register of document numbers cannot be read, so no number is given: { $path }
    .hint = Correct that line. So that no number is given twice, none is taken from a register that cannot be read.
error-number-no-place = The document number does not say where the number goes: { $form }
    .hint = Write it like 総防第{"{"}n{"}"}号.
notice-number-form = Say how your document numbers are written, like 総防第{"{"}n{"}"}号.
notice-number-given = Document number taken: { $number }
cli-number = Take a document number, or list those that were taken
    .more =
        take enters the next number of the fiscal year in the register and shows it. --as says how it is written, else the office’s profile does.
        list shows the numbers that were taken and those that are missing. The register is in the office’s shared folder, else in the data folder.
cli-option-number-as = How it is written (like 総防第{"{"}n{"}"}号)
cli-option-number-title = For which document (kept in the register)
cli-number-gap = Missing numbers of “{ $form }” in fiscal year { $year }: { $numbers }
error-cli-number-action = Say take or list: { $action }
error-cli-number-form = Nobody has said how document numbers are written.
    .hint = Say it with --as "総防第{"{"}n{"}"}号".
