package org.haprag.io.hpanel;

import java.util.ArrayList;
import java.util.List;
import org.haprag.genotype.Site;

/**
 * Sites as bytes: the distance in bp from the site before, identifier, REF, the number of ALTs, each ALT; if asked for, how far
 * the site reaches beyond its position.
 */
final class SiteText {
    private SiteText() {}

    /** @param sites of one contig, sorted @param ends whether the end of each is told */
    static byte[] encode(List<Site> sites, boolean ends) {
        Varints out = new Varints();
        int last = sites.get(0).pos();
        for (Site site : sites) {
            out.put(site.pos() - last);
            out.put(site.id());
            out.put(site.ref());
            out.put(site.alts().size());
            site.alts().forEach(out::put);
            if (ends) out.put(site.endBp() - site.pos());
            last = site.pos();
        }
        return out.toBytes();
    }

    /** @throws MalformedPanel if the bytes do not hold a block's sites */
    static List<Site> decode(byte[] bytes, Directory directory, Directory.Block block) {
        String contig = directory.contig();
        Varints.Input in = new Varints.Input(bytes);
        List<Site> sites = new ArrayList<>(Math.min(block.sites(), bytes.length));
        int pos = block.firstBp();
        int rows = 0;
        for (int i = 0; i < block.sites(); i++) {
            pos += in.get(block.lastBp() - pos);
            String id = in.text();
            String ref = in.text();
            int altCount = in.get(block.rows() - rows);
            if (altCount == 0 || ref.isEmpty()) throw new MalformedPanel("a site without alleles");
            rows += altCount;
            List<String> alts = new ArrayList<>(altCount);
            for (int a = 0; a < altCount; a++) alts.add(in.text());
            Site site = new Site(contig, pos, id, ref, alts);
            sites.add(
                    directory.sitesTellEnds()
                            ? new Site(contig, pos, id, ref, alts, pos + in.get(Integer.MAX_VALUE - pos))
                            : site);
        }
        in.end();
        if (rows != block.rows()) throw new MalformedPanel(rows + " ALT alleles where " + block.rows() + " are listed");
        return sites;
    }
}
