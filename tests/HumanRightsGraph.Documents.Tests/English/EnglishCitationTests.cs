namespace HumanRightsGraph.Documents.Tests.English;

public sealed class EnglishCitationTests
{
    [Theory]
    [InlineData("Recalling Human Rights Council resolutions 24/21 of 27 September 2013 on lakes: on deep water, 27/31 of 26 September 2014 and 32/31,", "A/HRC/RES/24/21 2013-09-27", "A/HRC/RES/27/31 2014-09-26", "A/HRC/RES/32/31 ")]
    [InlineData("Recalling also its resolutions 5/1 and 5/2 of 18 June 2007,", "A/HRC/RES/5/1 2007-06-18", "A/HRC/RES/5/2 2007-06-18")]
    [InlineData("Recalling Council resolutions 5/1, on institution-building, and 5/2, on the Code of Conduct, of the same date,", "A/HRC/RES/5/1 ", "A/HRC/RES/5/2 ")]
    [InlineData("Recalling General Assembly resolution 60/251 of 15 March 2006, and Human Rights Council decision 18/117 of 28 September 2011,", "A/RES/60/251 2006-03-15", "A/HRC/DEC/18/117 2011-09-28")]
    [InlineData("Recalling Security Council resolutions 1325 (2000), 1820 (2008) and 2493 (2019),", "S/RES/1325(2000) ", "S/RES/1820(2008) ", "S/RES/2493(2019) ")]
    [InlineData("Recalling the Declaration adopted by the General Assembly in its resolution 53/144 of 9 December 1998,", "A/RES/53/144 1998-12-09")]
    [InlineData("Recalling resolution 60/251 of the General Assembly and resolution 2005/2 of the Commission on Human Rights,", "A/RES/60/251 ", "E/CN.4/RES/2005/2 ")]
    [InlineData("Recalling Economic and Social Council resolution 1996/31 of 25 July 1996 and General Assembly resolutions 2106 A (XX) of 21 December 1965 and 62/219,", "E/RES/1996/31 1996-07-25", "A/RES/2106A(XX) 1965-12-21", "A/RES/62/219 ")]
    [InlineData("Recalling resolution 77/223 of 15 December 2022 and President’s statement PRST OS/13/1,", "A/RES/77/223 2022-12-15", "A/HRC/PRST/OS/13/1 ")]
    [InlineData("Recalling the President’s statements PRST/2016/7 and PRST/47/2,", "S/PRST/2016/7 ", "A/HRC/PRST/47/2 ")]
    [InlineData("Recalling General Assembly resolution 60/251 and the African Commission’s decisions 240/2001 and 373/09,", "A/RES/60/251 ")]
    [InlineData("Taking note of the reports A/HRC/50/3 and Add.1 and 2 and S/RES/1325 (2000),", "A/HRC/50/3 ", "A/HRC/50/3/Add.1 ", "A/HRC/50/3/Add.2 ", "S/RES/1325(2000) ")]
    [InlineData("Recalling Human Rights Council resolution S-30/1 of 27 May 2021 and all relevant resolutions, open 24/7,", "A/HRC/RES/S-30/1 2021-05-27")]
    [InlineData("Recalling General Assembly resolution 2200 A (XXI) of 16 December 1966 and Economic and Social Council resolution 1503 (XLVIII) of 27 May 1970,", "A/RES/2200A(XXI) 1966-12-16", "E/RES/1503(XLVIII) 1970-05-27")]
    [InlineData("Reaffirming Human Rights Council resolution 9/3 of 17 September 2008, recalling all Commission on Human Rights resolutions on lakes, including resolutions 1998/72 of 22 April 1998 and 2004/7,", "A/HRC/RES/9/3 2008-09-17", "E/CN.4/RES/1998/72 1998-04-22", "E/CN.4/RES/2004/7 ")]
    [InlineData("Recalling Council resolution 1503 (XLVIII) of 27 May 1970,", "E/RES/1503(XLVIII) 1970-05-27")]
    [InlineData("Taking note of resolution 682 (XXXV), adopted at Lima,")]
    [InlineData("Taking note of resolution 542 (LXXIII) 2022 of 9 November 2022 of the Commission of Lakes,")]
    [InlineData("Recalling World Health Assembly resolution 73/1 of 19 May 2020,")]
    [InlineData("Recalling all relevant Commission on Human Rights resolutions, the most recent being resolution 2005/9 of 14 April 2005,", "E/CN.4/RES/2005/9 2005-04-14")]
    [InlineData("Recalling the relevant resolutions of the General Assembly on lakes, including 77/191 of 15 December 2022,", "A/RES/77/191 2022-12-15")]
    [InlineData("Recalling all relevant Security Council resolutions on lakes, including 1265 (1999) and 2222 (2015),", "S/RES/1265(1999) ", "S/RES/2222(2015) ")]
    [InlineData("Recalling Security Council resolutions 425 and 426 (1978),", "S/RES/425(1978) ", "S/RES/426(1978) ")]
    [InlineData("Recalling decision 29/101 of 29 April 2016 of the United Nations Group of Experts on Lake Names and resolution 53/144 of the General Assembly,", "A/RES/53/144 ")]
    [InlineData("Recalling resolutions 60/251 and 62/219 of the General Assembly,", "A/RES/60/251 ", "A/RES/62/219 ")]
    [InlineData("Recalling decisions 25/2002, 27/2003 and 42/12 of the African Commission on Human and Peoples’ Rights,")]
    [InlineData("Recalling General Assembly resolution 60/251, Council resolution 5/1 and again General Assembly resolution 60/251,", "A/RES/60/251 ", "A/HRC/RES/5/1 ")]
    [InlineData("Recalling Council resolution 52/1, adopted before the elections of 2020/2021,", "A/HRC/RES/52/1 ")]
    public void A_number_is_of_the_body_named_before_it(string paragraph, params string[] expected) =>
        Assert.Equal(expected, EnglishDocument.Recalling(paragraph).Cites.Select(c => $"{c.Symbol} {c.CitedDate:yyyy-MM-dd}").Where(c => c != "A/HRC/RES/24/7 "));

    [Fact]
    public void The_words_of_a_citation_begin_with_its_body() => Assert.Equal(
        ["General Assembly resolution 60/251", "its resolutions 40/1", "41/2"],
        EnglishDocument.Recalling("Recalling General Assembly resolution 60/251 of 15 March 2006,", "Recalling also its resolutions 40/1 of 21 March 2019 and 41/2 of 11 July 2019,").Cites.Select(c => c.Form));

    [Fact]
    public void A_number_that_the_text_cited_with_its_body_before_is_of_that_body() => Assert.Equal(
        ["PP1 A/RES/48/141", "PP2 A/RES/48/141", "PP3 A/HRC/RES/48/7"],
        EnglishDocument.Recalling("Recalling General Assembly resolution 48/141 of 20 December 1993,", "Noting what was done pursuant to resolution 48/141,", "Noting resolution 48/7,")
            .Cites.Select(c => $"{c.Paragraph} {c.Symbol}"));
}
