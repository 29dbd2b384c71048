CREATE TABLE `invoices` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `account_id` bigint unsigned NOT NULL,
  `number` varchar(32) NOT NULL,
  `due_on` date NOT NULL,
  `total` decimal(10,2) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `by_number` (`number`),
  KEY `by_account` (`account_id`),
  CONSTRAINT `invoices_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=90210 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
