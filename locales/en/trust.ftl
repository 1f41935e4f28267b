## Words of trust

assistant-preparing = Looking for personal information before anything is sent
# $form is the id of a form; $contact is "none" where nobody is named.
error-cli-form-not-offered =
    { $contact ->
        [none] This form is not offered: { $form } (by “{ $policy }”)
       *[other] This form is not offered: { $form } (by “{ $policy }”; ask { $contact })
    }
    .hint = List the forms with: kian forms
