package org.haprag.evaluation.report;

import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import j2html.tags.UnescapedText;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An element of a page or picture, by its name. j2html's own factories have a class for each element and attribute of HTML: loading
 * those 230 classes would take longer than drawing the page.
 */
public final class Element extends ContainerTag<Element> {
    private Element(String name) {
        super(name);
    }

    /** An element with content. */
    public static Element tag(String name, DomContent... content) {
        return new Element(name).with(content);
    }

    /** An element with text, which is escaped. */
    public static Element tag(String name, String text) {
        return new Element(name).withText(text);
    }

    /** Text that is written as it is. */
    static DomContent rawHtml(String html) {
        return new UnescapedText(html);
    }

    /** Several things one after another, without an element about them. */
    static Element each(DomContent... parts) {
        return new Element(null).with(parts);
    }

    /** As above. */
    static Element each(Stream<? extends DomContent> parts) {
        return each(parts.toArray(DomContent[]::new));
    }

    /** What a function makes of each of some values. */
    public static <T> Element each(Collection<T> values, Function<? super T, ? extends DomContent> drawn) {
        return each(values.stream().map(drawn));
    }
}
