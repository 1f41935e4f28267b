"""Has LibreOffice accept and reject the revisions of Word files, and make some of its own.

    /usr/bin/python3 tests/peers/revisions.py FOLDER

For every NAME.docx in FOLDER that has NAME-old.txt and NAME-new.txt beside it, rejecting everything must give the one text
and accepting everything the other, paragraph by paragraph. `KIAN_KEEP=FOLDER cargo test --test formats tracked revised`
writes such files. Then a file with revisions of LibreOffice's own, by an invented author, is left as office.docx there.
Needs python3-uno.
"""

import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

PIPE = "pipe,name=kian;urp;StarOffice.ComponentContext"


def property_of(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def office(profile):
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}",
               "--accept=pipe,name=kian;urp;"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return process, resolver.resolve("uno:" + PIPE)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("soffice did not answer")


def lines(document):
    found = []

    def walk(text):
        for element in text:
            if element.supportsService("com.sun.star.text.TextTable"):
                for name in element.CellNames:
                    walk(element.getCellByName(name))
            else:
                found.extend(element.String.split("\n"))

    walk(document.Text)
    return [line.strip() for line in found if line.strip()]


def decided(context, desktop, path, what):
    document = desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, (property_of("Hidden", True),))
    if document is None:
        return ["could not be opened"]
    dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{what}AllTrackedChanges", "", 0, ())
    found = lines(document)
    document.close(True)
    return found


def written(context, desktop, path):
    provider = context.ServiceManager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    data = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess",
                                                (property_of("nodepath", "/org.openoffice.UserProfile/Data"),))
    data.givenname, data.sn = "花子", "緑川"
    data.commitChanges()
    document = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (property_of("Hidden", True),))
    text = document.Text
    for number, line in enumerate(("料金は500円です。", "窓口で払ってください。", "以上です。")):
        if number:
            text.insertControlCharacter(text.End, PARAGRAPH_BREAK, False)
        text.insertString(text.End, line, False)
    document.RecordChanges = True
    cursor = text.createTextCursor()
    cursor.goRight(3, False)
    cursor.goRight(4, True)
    cursor.String = "600円"
    cursor = text.createTextCursor()
    cursor.gotoEnd(False)
    cursor.gotoStartOfParagraph(False)
    text.insertString(cursor, "郵送でも受け付けます。", False)
    text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    document.storeToURL(path.resolve().as_uri(), (property_of("FilterName", "MS Word 2007 XML"),))
    document.close(True)


def main():
    folder = pathlib.Path(sys.argv[1])
    failed = 0
    with tempfile.TemporaryDirectory() as profile:
        process, context = office(profile)
        try:
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            for path in sorted(folder.glob("*.docx")):
                for side, what in (("old", "Reject"), ("new", "Accept")):
                    beside = path.with_name(f"{path.stem}-{side}.txt")
                    if not beside.exists():
                        continue
                    meant = [line.strip() for line in beside.read_text("utf-8").split("\n") if line.strip()]
                    found = decided(context, desktop, path, what)
                    same = found == meant
                    failed += not same
                    print(f"{'ok  ' if same else 'FAIL'} {path.name} {what.lower()}ed")
                    if not same:
                        print(f"     meant {meant}\n     found {found}")
            written(context, desktop, folder / "office.docx")
        finally:
            process.terminate()
            process.wait()
    sys.exit(1 if failed else 0)


main()
