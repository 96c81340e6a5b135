/**
 * The {@code loss:} section of a run configuration. {@link org.haprag.loss.config.LossConfig} has one sealed type a choice
 * ({@link org.haprag.loss.config.CriterionConfig} and others) and one record a kind, which owns the kind's parameters, their
 * defaults and ranges, and makes what it names. A section is read setting by setting, so that an error names its path in YAML;
 * it is written as it is read, with every setting that is in force.
 *
 * <p>A new kind is a record here, a line in {@code Kinds}, and an entry in data-schemas/loss.schema.json and docs/losses.md.
 */
package org.haprag.loss.config;
