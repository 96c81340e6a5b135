/** {@code imputer doctor}: checks of the machine and of the native libraries, each with its remedy. */
package org.haprag.cli.doctor;
