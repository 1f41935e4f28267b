## 信頼のための言葉

assistant-preparing = 送る前に、個人情報がないか調べています
# $form is the id of a form; $contact is "none" where nobody is named.
error-cli-form-not-offered =
    { $contact ->
        [none] この様式は使えません：{ $form }（「{ $policy }」の定め）
       *[other] この様式は使えません：{ $form }（「{ $policy }」の定め。問い合わせ先：{ $contact }）
    }
    .hint = 使える様式は、kian forms で確かめてください。
