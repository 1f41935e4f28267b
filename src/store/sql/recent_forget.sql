DELETE FROM recent WHERE path = :path;
