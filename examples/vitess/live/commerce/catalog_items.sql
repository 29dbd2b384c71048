CREATE TABLE `catalog_items` (
  `sku` varchar(64) NOT NULL,
  `title` varchar(200) NOT NULL,
  `price_cent` int unsigned NOT NULL,
  `listed_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`sku`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
