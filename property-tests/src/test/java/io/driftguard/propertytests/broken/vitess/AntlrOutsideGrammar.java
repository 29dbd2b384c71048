package io.driftguard.propertytests.broken.vitess;

import org.antlr.v4.runtime.TokenStream;

interface AntlrOutsideGrammar {
  TokenStream tokens();
}
