package io.driftguard.vschema;

import com.google.common.collect.Maps;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

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

  /**
   * What this VSchema says that Vitess cannot do, or that cannot be meant: a table with a vindex
   * that does not exist, for instance. What cannot be known is accepted: a vindex type that Vitess
   * does not come with, a keyspace that is not among the others.
   *
   * @param keyspace the name of the keyspace that this is the VSchema of
   * @param others the VSchemas of other keyspaces by name, as far as they are known
   */
  public List<VSchemaProblem> problems(String keyspace, Map<String, VSchema> others) {
    return SemanticCheck.problems(
        keyspace, this.keyspace, Maps.transformValues(others, other -> other.keyspace));
  }

  /**
   * The places in which another VSchema differs from this one, in their order; none if and only if
   * the two are equal.
   */
  public List<VSchemaEdit> editsTo(VSchema other) {
    return Difference.between(tree(), other.tree());
  }

  private JsonNode tree() {
    try {
      return JsonText.read(normalForm);
    } catch (VSchemaException e) {
      throw new IllegalStateException("a normal form that is no JSON: " + normalForm, e);
    }
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
