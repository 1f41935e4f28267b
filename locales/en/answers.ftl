# What comes of answers, and what lies beside the text.
answers-part = {" "}[the rest did not arrive]
answers-weighing = Checking the facts…

error-answer-summary-part = { $path }: the summary covers only a part of the document, { $count ->
        [one] one part was
       *[other] { $count } parts were
    } not processed
    .hint = What arrived is shown. Look at the parts named below, or summarise them separately.

answers-proxy = Proxy
answers-proxy-hint = empty: the system's; none: no proxy
answers-proxy-user = Proxy user name
answers-proxy-user-hint = empty where the proxy asks for none
answers-proxy-password = Proxy password
answers-ca = Authority certificates
answers-ca-hint = PEM file, where your organisation has its own
answers-duplicate = Duplicate
answers-tasks = Endpoint for each task
answers-tasks-lead = Each task can have an endpoint of its own. To change only the model, copy an endpoint and change the model's name. While the offline engine is in use nothing is sent anywhere.
answers-tasks-in-use = The endpoint in use

cli-option-proxy-user = the user name the proxy asks for; the password is asked for unseen and kept
cli-option-proxy-password-env = the environment variable with the proxy's password
cli-proxy-password = Password for the proxy of { $name } (not shown):{" "}

answers-attachment = Send “{ $name }”, which is attached to this document, along

answers-sent-to-host = Sends to { $host } and shows what comes back.

answers-settings-general = General
answers-settings-endpoints = Endpoints
answers-settings-rules = Proofreading and words
