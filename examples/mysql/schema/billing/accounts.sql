CREATE TABLE accounts (
  id      bigint unsigned NOT NULL AUTO_INCREMENT,
  name    varchar(120)    NOT NULL,
  country char(2)         NOT NULL,
  PRIMARY KEY (id)
);
