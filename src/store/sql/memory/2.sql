-- 格付け of the text a unit comes from: its code, empty where that carried none.
ALTER TABLE unit ADD COLUMN level TEXT NOT NULL DEFAULT '';
