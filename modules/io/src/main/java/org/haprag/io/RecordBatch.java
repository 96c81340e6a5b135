package org.haprag.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.haprag.genotype.Site;

/** Copies of some records' numbers, on their way to a thread that formats them. When it is full depends on them alone. */
final class RecordBatch {
    private static final int FULL_VALUES = 1 << 17;
    private static final int FULL_RECORDS = 1 << 12;

    private final List<Site> sites = new ArrayList<>();
    private final List<String> infos = new ArrayList<>();
    private final List<Boolean> withGp = new ArrayList<>();
    private final List<float[]> leaveOneOut = new ArrayList<>();
    private float[] probabilities = new float[1024];
    private float[] gps = new float[0];
    private byte[] codes = new byte[0];
    private int probabilityCount;
    private int gpCount;
    private int codeCount;

    /** @param gp null if there is none; gt null if none is written; lds null if there is none, else kept */
    void add(Site site, String info, float[] altProbability, float[] gp, byte[] gt, float[] lds) {
        sites.add(site);
        infos.add(info);
        withGp.add(gp != null);
        leaveOneOut.add(lds);
        probabilities = append(probabilities, probabilityCount, altProbability);
        probabilityCount += altProbability.length;
        if (gp != null) {
            gps = append(gps, gpCount, gp);
            gpCount += gp.length;
        }
        if (gt != null) {
            if (codeCount + gt.length > codes.length) codes = Arrays.copyOf(codes, 2 * (codeCount + gt.length));
            System.arraycopy(gt, 0, codes, codeCount, gt.length);
            codeCount += gt.length;
        }
    }

    private static float[] append(float[] to, int count, float[] more) {
        float[] out = count + more.length > to.length ? Arrays.copyOf(to, 2 * (count + more.length)) : to;
        System.arraycopy(more, 0, out, count, more.length);
        return out;
    }

    boolean full() {
        return probabilityCount + gpCount >= FULL_VALUES || sites.size() >= FULL_RECORDS;
    }

    boolean isEmpty() {
        return sites.isEmpty();
    }

    void format(RecordFormat format, TextBlock block) {
        int probability = 0;
        int gp = 0;
        int code = 0;
        for (int i = 0; i < sites.size(); i++) {
            Site site = sites.get(i);
            boolean given = withGp.get(i);
            format.record(
                    block,
                    site,
                    infos.get(i),
                    probabilities,
                    probability,
                    given ? gps : null,
                    gp,
                    codes,
                    code,
                    leaveOneOut.get(i));
            probability += format.probabilityCount(site);
            gp += given ? format.gpCount(site) : 0;
            code += format.codeCount();
        }
    }

    void clear() {
        sites.clear();
        infos.clear();
        withGp.clear();
        leaveOneOut.clear();
        probabilityCount = 0;
        gpCount = 0;
        codeCount = 0;
    }
}
