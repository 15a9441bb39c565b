INSERT INTO opd (code, handle, name, short_name, kind, parent_id, hours, valid_from)
VALUES (:code, :handle, :name, :short, :kind, (SELECT id FROM opd WHERE handle = :parent), :hours, :since)
