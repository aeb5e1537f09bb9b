package dev.noon.it.behaviour;

import static dev.noon.it.behaviour.Behaviour.LIFE;
import static dev.noon.it.behaviour.Behaviour.asked;
import static dev.noon.it.behaviour.Behaviour.reused;

import java.util.List;

/** How fields are read whose writers took liberties. */
final class Parsing {
    private static final String SYNTAX = "9111 5.2";
    private static final String NUMBER = "9111 1.2.2";
    private static final String INVALID = "9111 4.2.1";
    private static final String DATE = "9110 5.6.7";
    private static final String EXPIRES = "9111 5.3";
    private static final String AGE = "9111 5.1";

    private Parsing() {}

    static List<Behaviour> directives() {
        return List.of(
                control("upper case", "MAX-AGE=600"),
                control("mixed case", "mAx-aGe=600"),
                never("upper case of no-store", "NO-STORE, max-age=600"),
                never("upper case of private", "Private, max-age=600"),
                reused(SYNTAX, "the life is in another line", "Cache-Control: x-a | " + LIFE),
                asked(SYNTAX, "no-store is in another line", LIFE + " | Cache-Control: no-store"),
                control("empty members", ", max-age=600,,"),
                control("white space around the comma", "x-a  ,  max-age=600  ,  x-b"),
                control("a tab after the comma", "x-a,\tmax-age=600"),
                control("no white space at all", "x-a=1,max-age=600,x-b"),
                control("unknown directives", "x-a, max-age=600, x-b=no-store"),
                control("a name that begins like another", "no-storex, max-age=600"),
                never("a name that ends like another", "x-max-age=600"),
                never("max-age in quotes", "x-a=\"max-age=600\""),
                control("no-store in quotes", "x-a=\"no-store\", max-age=600"),
                control("no-store after a comma in quotes", "x-a=\"b, no-store\", max-age=600"),
                control("no-store behind an escaped quote", "x-a=\"b\\\", no-store\", max-age=600"),
                never("no-store after quotes", "x-a=\"b\", no-store, max-age=600"),
                control("a number in quotes", "max-age=\"600\""),
                never("zero in quotes", "max-age=\"0\""),
                reused(NUMBER, "leading zeros", "Cache-Control: max-age=000600"),
                reused(NUMBER, "2 to the 31", "Cache-Control: max-age=2147483648"),
                reused(NUMBER, "beyond 2 to the 31", "Cache-Control: max-age=99999999999"),
                reused(NUMBER, "beyond 2 to the 64", "Cache-Control: max-age=99999999999999999999"),
                invalid("a letter in the number", "max-age=6oo"),
                invalid("letters behind the number", "max-age=600s"),
                invalid("a sign", "max-age=-600"),
                invalid("a fraction", "max-age=600.5"),
                invalid("no number", "max-age="),
                invalid("no value", "max-age"),
                invalid("single quotes", "max-age='600'"),
                invalid("white space before the equals sign", "max-age =600"),
                invalid("white space after the equals sign", "max-age= 600"),
                invalid("a malformed s-maxage does not make room for max-age", "s-maxage=x, max-age=600"),
                invalid("twice, the shorter first", "max-age=0, max-age=600"),
                control("twice, the longer first", "max-age=600, max-age=0").choice());
    }

    static List<Behaviour> dates() {
        return List.of(
                reused(DATE, "Expires with the whole weekday", "Expires: " + Dates.rfc850(600)),
                reused(DATE, "Expires as asctime writes it", "Expires: " + Dates.asctime(600)),
                asked(DATE, "Expires as asctime writes it, past", "Expires: " + Dates.asctime(-600)),
                asked(
                        DATE,
                        "two digits of a year sixty years ahead are past",
                        "Expires: " + Dates.rfc850(1_892_160_000L)),
                reused(
                        "9111 4.2",
                        "Expires in lower case",
                        "Expires: " + Dates.at(600).toLowerCase(java.util.Locale.ROOT)),
                past("Expires: 0", "0"),
                past("Expires: -1", "-1"),
                past("a word", "never"),
                past("a number of seconds", "600"),
                past("nothing", ""),
                past("a zone that is not GMT", Dates.in("EEE, dd MMM yyyy HH:mm:ss", 86_400) + " EST"),
                past("an offset", Dates.in("EEE, dd MMM yyyy HH:mm:ss", 86_400) + " +0000"),
                past("no seconds", Dates.in("EEE, dd MMM yyyy HH:mm 'GMT'", 86_400)),
                past("dots in the time", Dates.in("EEE, dd MMM yyyy HH.mm.ss 'GMT'", 86_400)),
                past("the form of ISO 8601", Dates.in("yyyy-MM-dd'T'HH:mm:ss'Z'", 86_400)),
                past("the thirtieth of February", "Mon, 30 Feb 2099 10:00:00 GMT"),
                asked(DATE, "an old Date as asctime writes it", LIFE + " | Date: " + Dates.asctime(-700)),
                asked(DATE, "an old Date with the whole weekday", LIFE + " | Date: " + Dates.rfc850(-700)),
                reused("9111 4.2.3", "a Date that is none, with max-age", LIFE + " | Date: today"),
                reused(
                        "9111 4.2.3",
                        "a Date that is none, with Expires",
                        "Expires: " + Dates.at(600) + " | Date: today"));
    }

    static List<Behaviour> ages() {
        return List.of(
                reused(AGE, "zero", LIFE + " | Age: 0"),
                reused(AGE, "a word", LIFE + " | Age: old"),
                reused(AGE, "nothing", LIFE + " | Age:"),
                reused(AGE, "a sign", LIFE + " | Age: -7200"),
                reused(AGE, "a fraction", LIFE + " | Age: 7200.0"),
                reused(AGE, "quotes", LIFE + " | Age: \"7200\""),
                asked(AGE, "beyond 2 to the 31", LIFE + " | Age: 99999999999"),
                asked(AGE, "several values, the first is old", LIFE + " | Age: 7200, 0")
                        .good(),
                reused(AGE, "several values, the first is young", LIFE + " | Age: 0, 7200"),
                asked(AGE, "several lines, the first is old", LIFE + " | Age: 7200 | Age: 0")
                        .good(),
                reused(AGE, "several lines, the first is young", LIFE + " | Age: 0 | Age: 7200"));
    }

    private static Behaviour control(String name, String value) {
        return reused(SYNTAX, name, "Cache-Control: " + value);
    }

    private static Behaviour never(String name, String value) {
        return asked(SYNTAX, name, "Cache-Control: " + value);
    }

    /** Caches are encouraged to take it for stale. */
    private static Behaviour invalid(String name, String value) {
        return asked(INVALID, name, "Cache-Control: " + value).good();
    }

    private static Behaviour past(String name, String value) {
        return asked(EXPIRES, "Expires that is no date: " + name, "Expires: " + value);
    }
}
