using HumanRightsGraph.Documents.Tests.English;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Tests.Text;

public sealed class LetterFormsTests
{
    [Theory]
    [InlineData("\uFB01fty-\uFB01fth o\uFB03ce", "fifty-fifth office")]
    [InlineData("re\u0301solution, A\u0308nderung, in\u0303igo", "r\u00E9solution, \u00C4nderung, i\u00F1igo")]
    [InlineData("e\u0302\u0301", "\u1EBF")]
    [InlineData("\u0438\u0306 \u0435\u0308", "\u0439 \u0451")]
    [InlineData("\uFEE3\uFEA0\uFEE0\uFEB2", "\u0645\u062C\u0644\u0633")]
    [InlineData("\uFEFB \uFDF2", "\u0644\u0627 \u0627\u0644\u0644\u0647")]
    [InlineData("\u0627\u0654", "\u0623")]
    [InlineData("\U0001D400\U0001D7FF\U0001D6A3", "A9z")]
    public void A_letter_in_a_form_of_print_is_the_letter(string printed, string meant) => Assert.Equal(meant, LetterForms.Plain(printed));

    [Theory]
    [InlineData("plain text, 第五十六届, قرار")]
    [InlineData("\uD835")]
    [InlineData("\u0301 alone")]
    [InlineData("\U0001D6A8")]
    public void Everything_else_stays(string text) => Assert.Equal(text, LetterForms.Plain(text));

    [Fact]
    public void A_session_in_ligatures_is_the_session() =>
        Assert.Equal("HRC/55", Assert.Single(EnglishDocument.Asking("Requests the High Commissioner to submit a report on lakes to the Council at its \uFB01fty-\uFB01fth session;").Deliverables).DueSession);
}
