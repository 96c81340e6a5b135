/** The settings of a training run: YAML files checked against data-schemas, and what holds where a file says nothing. */
package org.haprag.training.config;
