package org.haprag.cli.impute;

import java.io.IOException;
import org.haprag.imputation.Imputer;
import org.haprag.io.RunRecorder;
import org.haprag.spark.ImputationJob;

/** Many machines that impute what one has planned. */
public interface Cluster {
    /** Has them start; called from a thread of its own while inputs are read. */
    void begin();

    /** Imputes, to the same bytes as one machine. @param recorder hears of progress and counts */
    Imputer.Imputed impute(ImputationJob job, RunRecorder recorder) throws IOException;
}
