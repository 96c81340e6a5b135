package org.haprag.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this program was built from.
 *
 * @param version of HapRAG
 * @param commit abbreviated git commit, with {@code -dirty} where files differed from it; {@code unknown} outside git
 * @param djl version of DJL
 * @param libtorch version of the bundled libtorch
 * @param nd4j version of ND4J
 */
public record BuildInfo(String version, String commit, String djl, String libtorch, String nd4j) {
    /** Reads what the build wrote beside this class. */
    public static BuildInfo load() {
        Properties p = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            if (in == null) throw new IllegalStateException("build.properties is not on the class path");
            p.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String commit = p.getProperty("commit");
        if (commit.startsWith("${"))
            commit = "unknown"; // a .git folder that could not be read leaves the name unfilled
        if (p.getProperty("dirty").equals("true")) commit += "-dirty";
        return new BuildInfo(
                p.getProperty("version"),
                commit,
                p.getProperty("djl"),
                p.getProperty("libtorch"),
                p.getProperty("nd4j"));
    }

    /** Version and commit, such as {@code 0.1.0+git.59b2e4d}: what files that HapRAG writes say they are from. */
    public String program() {
        return version + "+git." + commit;
    }

    /** Such as {@code HapRAG 0.1.0 (git 59b2e4d, DJL 0.32.0, libtorch 2.5.1, ND4J 1.0.0-M2.1, Java 17.0.15)}. */
    public String line() {
        return "HapRAG " + version + " (git " + commit + ", DJL " + djl + ", libtorch " + libtorch + ", ND4J " + nd4j
                + ", Java " + System.getProperty("java.version") + ")";
    }
}
