/**
 * Imputation by a Spark cluster: the use case of {@code imputation}, its units of work as tasks. {@link
 * org.haprag.spark.ImputeJob} is what spark-submit starts; {@link org.haprag.spark.SparkImputation} is the driver's side,
 * {@link org.haprag.spark.UnitTask} and {@link org.haprag.spark.PartTask} are the executors'. They meet in a {@link
 * org.haprag.spark.WorkFolder} on a file system that all machines share: nothing large goes through Spark.
 */
package org.haprag.spark;
