/** Read by engine vendors who extend the conformance kit to test their adapter. */
@NullMarked
package io.driftguard.propertytests;

import org.jspecify.annotations.NullMarked;
