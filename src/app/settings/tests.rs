use super::*;

fn dirs() -> (tempfile::TempDir, Dirs) {
    let folder = tempfile::tempdir().unwrap();
    let dirs = Dirs::find(Some(folder.path().join("kian"))).unwrap();
    (folder, dirs)
}

fn with(text: &str) -> (tempfile::TempDir, Dirs) {
    let (folder, dirs) = dirs();
    dirs.create().unwrap();
    fs::write(dirs.settings(), text).unwrap();
    (folder, dirs)
}

fn office() -> Endpoint {
    Endpoint {
        model: "small-ja".to_owned(),
        path: Some("/ask".to_owned()),
        auth_header: "X-Office".to_owned(),
        key_env: Some("OFFICE_KEY".to_owned()),
        headers: vec![("X-Section".to_owned(), "防災課".to_owned())],
        timeout_secs: 90,
        allow: Classification::Two,
        ca: Some(PathBuf::from("/etc/office/ca.pem")),
        proxy: Some("http://proxy.example.lg.jp:8080".to_owned()),
        ..connection::example(Endpoint::new("庁内", "https://ai.example.lg.jp/v1"))
    }
}

#[test]
fn a_new_user_has_settings_and_no_file() {
    let (_folder, dirs) = dirs();
    assert_eq!(Settings::load(&dirs), Loaded { settings: Settings::default(), problems: Vec::new() });
    assert!(!dirs.data_dir.exists());
}

#[test]
fn everything_set_is_read_back() {
    let (_folder, dirs) = dirs();
    let settings = Settings {
        locale: Some(Locale::En),
        theme: Theme::Dark,
        zoom: 1.1,
        user_name: "青葉 花子".to_owned(),
        default_classification: Some(Classification::Two),
        rules: BTreeMap::from([
            ("ja.kanji.auxiliary".to_owned(), RuleLevel::Off),
            ("ja.kanji.adverb".to_owned(), RuleLevel::As(crate::proofread::Severity::Error)),
        ]),
        ignored: vec![("ja.kanji.adverb".to_owned(), "予め".to_owned())],
        words_folder: Some(PathBuf::from("/srv/words")),
        personal: Handling::Warn,
        shared_memories: vec![PathBuf::from("/srv/memories/office.db")],
        show_terms: false,
        endpoints: vec![office(), Endpoint::new("local", "localhost:8080")],
        chosen_endpoint: Some("庁内".to_owned()),
        task_endpoints: BTreeMap::from([("translate".to_owned(), "local".to_owned())]),
        scheme: Some(Scheme::Municipal),
        policy: Some(PathBuf::from("/srv/office/policy.toml")),
    };
    settings.save(&dirs).unwrap();
    let loaded = Settings::load(&dirs);
    assert_eq!(loaded, Loaded { settings: settings.clone(), problems: Vec::new() });
    assert_eq!(loaded.settings.endpoint(), Some(&office()));
    let text = fs::read_to_string(dirs.settings()).unwrap();
    assert!(text.contains("zoom = 1.1\n") && text.contains("[[endpoints]]\n"), "{text}");

    Settings::default().save(&dirs).unwrap();
    assert_eq!(Settings::load(&dirs).settings, Settings::default());
}

#[test]
fn the_old_list_of_rules_that_are_off_is_read_and_becomes_a_table() {
    let (_folder, dirs) = with("rules-off = [\"a.b\"]\n[rules]\n\"c.d\" = \"info\"\n\"e.f\" = \"loud\"\n");
    let loaded = Settings::load(&dirs);
    assert_eq!(loaded.problems.len(), 1, "{:?}", loaded.problems);
    let mut settings = loaded.settings;
    assert_eq!(settings.rules.get("a.b"), Some(&RuleLevel::Off));
    settings.rules.insert("g.h".to_owned(), RuleLevel::Off);
    settings.rules.remove("c.d");
    settings.save(&dirs).unwrap();
    let table: Table = fs::read_to_string(dirs.settings()).unwrap().parse().unwrap();
    let expected: Table = "[rules]\n\"a.b\" = \"off\"\n\"e.f\" = \"loud\"\n\"g.h\" = \"off\"\n".parse().unwrap();
    assert_eq!(table, expected);
}

#[test]
fn members_of_other_versions_stay() {
    let text = "\
        theme = \"sepia\"\nzoom = 1.25\nfuture = [1, 2]\n\n\
        [[endpoints]]\nname = \"a\"\nurl = \"a.example\"\nproxy = \"none\"\n\n\
        [[endpoints]]\nname = \"b\"\nurl = \"b.example\"\nkind = \"telepathy\"\n\n\
        [[endpoints]]\nname = \"c\"\nurl = \"c.example\"\n\n\
        [plans]\nsecret = false\n";
    let (_folder, dirs) = with(text);
    let loaded = Settings::load(&dirs);
    let members: Vec<String> = loaded.problems.iter().map(|p| p.args()[0].1.clone()).collect();
    assert_eq!(members, ["theme", "endpoints.b"]);
    let mut settings = loaded.settings;
    assert_eq!(settings.endpoints.len(), 2);
    settings.zoom = 2.0;
    settings.endpoints[0].model = "m".to_owned();
    settings.endpoints.remove(1);
    settings.save(&dirs).unwrap();

    let table: Table = fs::read_to_string(dirs.settings()).unwrap().parse().unwrap();
    let expected: Table = "\
        theme = \"sepia\"\nzoom = 2.0\nfuture = [1, 2]\n\n\
        [[endpoints]]\nname = \"a\"\nurl = \"a.example\"\nproxy = \"none\"\nmodel = \"m\"\n\n\
        [[endpoints]]\nname = \"b\"\nurl = \"b.example\"\nkind = \"telepathy\"\n\n\
        [plans]\nsecret = false\n"
        .parse()
        .unwrap();
    assert_eq!(table, expected);
}

#[test]
fn a_file_that_is_no_toml_is_kept_and_reported() {
    for damage in [&b"theme = \"dark"[..], b"\xFF\xFE\0t", b"= = ="] {
        let (_folder, dirs) = dirs();
        dirs.create().unwrap();
        fs::write(dirs.settings(), damage).unwrap();
        let loaded = Settings::load(&dirs);
        let aside = dirs.data_dir.join("settings.toml.damaged-1");
        assert_eq!(loaded.settings, Settings::default());
        assert_eq!(loaded.problems, [SettingsError::SetAside { path: aside.clone() }]);
        assert_eq!(fs::read(aside).unwrap(), damage);
        loaded.settings.save(&dirs).unwrap();
        assert_eq!(Settings::load(&dirs).problems, []);
    }
}

#[test]
fn values_that_cannot_be_are_named_and_the_rest_is_used() {
    let text = "\
        \u{FEFF}locale = \"fr\"\ntheme = \"dark\"\nzoom = 40\nrules-off = [1]\ndefault-classification = 4\nuser-name = 3\n\
        [[endpoints]]\nname = \"a\"\nurl = \"a.example\"\ntimeout = 0\nallow = 9\nheaders = { X = 1 }\n\
        [[endpoints]]\nname = \"a\"\nurl = \"twin.example\"\n\
        [[endpoints]]\nurl = \"nameless.example\"\n";
    let (_folder, dirs) = with(text);
    let loaded = Settings::load(&dirs);
    let mut members: Vec<String> = loaded.problems.iter().map(|p| p.args()[0].1.clone()).collect();
    members.sort();
    let expected = [
        "default-classification",
        "endpoints.3",
        "endpoints.a",
        "endpoints.a.allow",
        "endpoints.a.headers.X",
        "endpoints.a.timeout",
        "locale",
        "rules-off",
        "user-name",
        "zoom",
    ];
    assert_eq!(members, expected);
    let endpoints = vec![Endpoint::new("a", "a.example")];
    assert_eq!(loaded.settings, Settings { theme: Theme::Dark, endpoints, ..Settings::default() });
}

#[test]
fn no_key_gets_into_the_file() {
    let (_folder, dirs) = dirs();
    for header in ["Authorization", "api-key", "X-OFFICE", "X-Access-Token"] {
        let mut endpoint = office();
        endpoint.headers.push((header.to_owned(), "canary".to_owned()));
        let settings = Settings { endpoints: vec![endpoint], ..Settings::default() };
        let refused = SettingsError::SecretHeader { endpoint: "庁内".to_owned(), header: header.to_owned() };
        assert_eq!(settings.save(&dirs), Err(refused));
        assert!(!dirs.settings().exists());
    }

    // Somebody wrote one there by hand: it is not used, and gone with the next save.
    let text = "[[endpoints]]\nname = \"a\"\nurl = \"a.example\"\nheaders = { Cookie = \"canary\", X-Team = \"t\" }\n";
    let (_folder, dirs) = with(text);
    let loaded = Settings::load(&dirs);
    let found = SettingsError::SecretHeader { endpoint: "a".to_owned(), header: "Cookie".to_owned() };
    assert_eq!(loaded.problems, [found]);
    assert_eq!(loaded.settings.endpoints[0].headers, [("X-Team".to_owned(), "t".to_owned())]);
    loaded.settings.save(&dirs).unwrap();
    let text = fs::read_to_string(dirs.settings()).unwrap();
    assert!(text.contains("X-Team") && !text.contains("canary"), "{text}");
}

#[test]
fn settings_that_cannot_be_written_are_left_as_they_are() {
    let (folder, dirs) = dirs();
    fs::write(folder.path().join("kian"), "a file where the folder should be").unwrap();
    assert!(matches!(Settings::default().save(&dirs), Err(SettingsError::File(_))));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn the_folder_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, dirs) = dirs();
    dirs.create().unwrap();
    assert_eq!(fs::metadata(&dirs.data_dir).unwrap().permissions().mode() & 0o777, 0o700);
    dirs.create().unwrap();
}
