CREATE TABLE catalog_items (
  sku        varchar(64)  NOT NULL,
  title      varchar(200) NOT NULL,
  price_cent int unsigned NOT NULL,
  listed_at  datetime     NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (sku),
  KEY by_listing (listed_at)
);
