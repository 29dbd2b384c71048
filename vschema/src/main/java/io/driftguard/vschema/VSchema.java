package io.driftguard.vschema;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The VSchema of one Vitess keyspace. Two VSchemas are equal if and only if their {@link
 * #normalForm} is.
 */
public final class VSchema {

  private final Keyspace keyspace;
  private final String normalForm;

  private VSchema(Keyspace keyspace) {
    this.keyspace = keyspace;
    this.normalForm = NormalForm.of(keyspace);
  }

  /**
   * Reads the JSON form of {@code vschema.Keyspace}. Vitess skips what it does not know; here it is
   * refused, because what is skipped is also not compared.
   *
   * @throws VSchemaException when the text is anything else
   */
  public static VSchema read(String json) throws VSchemaException {
    return new VSchema(KeyspaceReader.read(JsonText.read(json)));
  }

  /** Tells whether the document says that the keyspace is sharded. */
  public boolean isSharded() {
    return keyspace.sharded();
  }

  /**
   * The document as JSON on one line, the same for every document that means the same to Vitess.
   * Reading it gives an equal VSchema.
   */
  public String normalForm() {
    return normalForm;
  }

  /** The SHA-256 of {@link #normalForm} in UTF-8, as 64 lower-case hexadecimal digits. */
  public String digest() {
    return Hashing.sha256().hashString(normalForm, StandardCharsets.UTF_8).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VSchema that && normalForm.equals(that.normalForm);
  }

  @Override
  public int hashCode() {
    return normalForm.hashCode();
  }

  @Override
  public String toString() {
    return normalForm;
  }
}
