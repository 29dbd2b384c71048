CREATE TABLE `baskets` (
  `basket_id` bigint NOT NULL,
  `customer_id` bigint NOT NULL,
  `note` varchar(250) DEFAULT NULL,
  `touched_at` datetime NOT NULL,
  PRIMARY KEY (`basket_id`),
  KEY `by_customer` (`customer_id`,`touched_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
