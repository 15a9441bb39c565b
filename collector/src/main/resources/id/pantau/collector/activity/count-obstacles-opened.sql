SELECT count(*) AS opened FROM obstacle WHERE since > :date
