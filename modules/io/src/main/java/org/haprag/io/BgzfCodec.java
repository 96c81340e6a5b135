package org.haprag.io;

import com.intel.gkl.compression.IntelDeflaterFactory;
import com.intel.gkl.compression.IntelInflaterFactory;
import htsjdk.samtools.util.zip.DeflaterFactory;
import htsjdk.samtools.util.zip.InflaterFactory;
import java.util.logging.Level;
import java.util.zip.Inflater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fastest inflater and deflater that this machine has: Intel's where its library loads, else the JDK's. */
public final class BgzfCodec {
    private static final Logger LOG = LoggerFactory.getLogger(BgzfCodec.class);

    /** Kept here, as java.util.logging forgets the levels of loggers that nobody holds. */
    private static final java.util.logging.Logger INTEL = java.util.logging.Logger.getLogger("com.intel.gkl");

    private static final DeflaterFactory DEFLATERS;
    private static final InflaterFactory INFLATERS;

    // Intel's library is unpacked to a temporary folder.
    static {
        INTEL.setLevel(Level.SEVERE); // or it tells every user where
        DeflaterFactory deflaters = new DeflaterFactory();
        InflaterFactory inflaters = new InflaterFactory();
        try {
            IntelDeflaterFactory intelDeflaters = new IntelDeflaterFactory();
            if (intelDeflaters.usingIntelDeflater()) deflaters = intelDeflaters;
            IntelInflaterFactory intelInflaters = new IntelInflaterFactory();
            if (intelInflaters.usingIntelInflater()) inflaters = intelInflaters;
            LOG.debug("deflater: {}, inflater: {}", deflaters.getClass(), inflaters.getClass());
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("Intel's library does not load; the JDK's is used", e);
        }
        DEFLATERS = deflaters;
        INFLATERS = inflaters;
    }

    private BgzfCodec() {}

    /** Loads the library in a thread of its own, so that what reads or writes first need not wait for it. */
    public static void loadAhead() {
        Thread loading = new Thread(() -> inflater().end(), "haprag-background");
        loading.setDaemon(true);
        loading.start();
    }

    static DeflaterFactory deflaters() {
        return DEFLATERS;
    }

    /** Of data without header and checksum. */
    static Inflater inflater() {
        return INFLATERS.makeInflater(true);
    }
}
