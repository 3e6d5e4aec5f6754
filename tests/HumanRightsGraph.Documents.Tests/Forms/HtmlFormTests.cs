using System.Text;
using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.Forms;

public sealed class HtmlFormTests
{
    private static string[] Lines(string html) => FormText.Lines(Encoding.UTF8.GetBytes(html), "x.html");

    [Fact]
    public void A_page_says_what_its_plain_text_says()
    {
        var sample = new SampleDocument { Operative = ["赞赏地注意到高级专员的报告，¹ 并请各国考虑；", "请高级专员向人权理事会第五十六届会议提交一份关于湖泊的报告；"], Footnotes = ["A/HRC/51/13。"] };
        var paragraphs = sample.Plain().Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim()).ToList();
        var html = "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>"
            + string.Concat(paragraphs.Where(p => !p.StartsWith('¹')).Select(p => $"<p class=\"a>b\">{p.Replace("¹ ", "<a href=\"#_ftn1\"><sup>[1]</sup></a> ", StringComparison.Ordinal)}</p>\n"))
            + "<div id=\"ftn1\"><p><a href=\"#_ftnref1\">[1]</a> A/HRC/51/13。</p></div></body></html>";
        Assert.Equal(FactsJson.Write(SampleDocument.Facts(sample.Plain())), FactsJson.Write(DocumentReader.Read(Encoding.UTF8.GetBytes(html), new(FileName: "x.html")).Facts!));
    }

    [Fact]
    public void Only_what_a_reader_sees_is_text() => Assert.Equal(
        ["Seen & heard", "1 < 2", "cell one cell two"],
        Lines("<html><head><script>var a = '<p>no</p>';</script></head><body onload=x()><!-- no <p>no</p> --><p>Seen &amp; heard<script>if (a < b) no();</script></p>1 < 2<noscript>no</noscript><table><tr><td>cell one</td><td>cell <a href=\"javascript:no()\">two</a></td></tr></table>"));

    [Fact]
    public void Items_of_ordered_lists_have_their_numbers() =>
        Assert.Equal(["3. three", "4. four", "dot"], Lines("<html><body><ol start=3><li>three</li><li><p>four</p></li></ol><ul><li>dot</li></ul></body></html>"));

    [Theory]
    [InlineData("windows-1251", "<html><head><meta charset=windows-1251></head><body>Совет по правам человека</body></html>", "Совет по правам человека")]
    [InlineData("gb18030", "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"></head><body>人权</body></html>", "人权")]
    [InlineData("iso-8859-1", "<html><head><meta charset=\"ISO-8859-1\"></head><body>Conseil des droits de l'homme, présidé</body></html>", "Conseil des droits de l'homme, présidé")]
    public void A_page_s_own_word_about_its_encoding_counts(string encoding, string html, string expected)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        Assert.Equal(expected, FormText.Of(bytes.GetBytes(html), "x.html").Trim());
    }
}
