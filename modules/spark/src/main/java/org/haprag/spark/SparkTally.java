package org.haprag.spark;

import java.util.List;
import java.util.Locale;
import org.haprag.io.RunRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what became of tasks. Safe to call from several threads. */
final class SparkTally {
    private static final Logger LOG = LoggerFactory.getLogger(SparkTally.class);

    private int units;
    private int earlierUnits;
    private int parts;
    private double seconds;
    private long peakBytes;

    /** @throws org.haprag.genotype.InputException if the user has to mend something */
    synchronized void units(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            units++;
            if (!add(outcome).fresh()) earlierUnits++;
        }
    }

    /** As above, of tasks that write. */
    synchronized void parts(List<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            parts++;
            add(outcome);
        }
    }

    private Outcome.Done add(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) throw refused.why();
        Outcome.Done done = (Outcome.Done) outcome;
        seconds += done.seconds();
        peakBytes = Math.max(peakBytes, done.peakBytes());
        return done;
    }

    /** Tells all of it. */
    synchronized void tell(RunRecorder recorder) {
        recorder.result("units", units);
        recorder.result("earlierUnits", earlierUnits);
        recorder.result("parts", parts);
        recorder.result("taskSeconds", Math.round(seconds * 10) / 10.0);
        recorder.result("executorPeakBytes", peakBytes);
        LOG.info(String.format(
                Locale.ROOT,
                "%d units, of which an earlier job had finished %d; %.0f s in tasks; executors: %.2f GB at most",
                units,
                earlierUnits,
                seconds,
                peakBytes * 1e-9));
    }
}
