/** The command line of jobs on a Spark cluster. */
package org.haprag.cli.spark;
