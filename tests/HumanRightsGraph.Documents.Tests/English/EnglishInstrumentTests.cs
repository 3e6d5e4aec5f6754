using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents.Tests.English;

public sealed class EnglishInstrumentTests
{
    [Theory]
    [InlineData("Recalling the Charter of the United Nations and the principles of the Charter,", "UN_CHARTER")]
    [InlineData("Recalling the Olympic Charter and the Charter of Lakes,")]
    [InlineData("Recalling the Charter of Economic Rights and Duties of States,", "ECONOMIC_RIGHTS_CHARTER")]
    [InlineData("Recalling the Declaration on Principles of International Law concerning Friendly Relations and Cooperation among States in accordance with the Charter of the United Nations,", "FRIENDLY_RELATIONS_DECLARATION")]
    [InlineData("Recalling the Fourth Geneva Convention,", "GENEVA_CONVENTION_4")]
    [InlineData("Recalling the United Nations Framework Convention on Climate Change, and noting that the Framework Convention is old,", "UNFCCC")]
    [InlineData("Recalling the Escazú Agreement and the Montreal Protocol,", "ESCAZU_AGREEMENT", "MONTREAL_PROTOCOL")]
    public void A_name_is_one_instrument_in_any_form(string paragraph, params string[] ids) =>
        Assert.Equal(ids, EnglishDocument.Recalling(paragraph).Instruments.Select(i => i.Id));

    [Fact]
    public void The_Convention_alone_is_no_protocol_to_it()
    {
        var facts = EnglishDocument.Recalling("Recalling the Convention on the Rights of Persons with Disabilities and the Optional Protocol to the Convention on the Rights of Persons with Disabilities,",
            "Welcoming the Optional Protocol to the Convention on the Rights of Persons with Disabilities,", "Reaffirming the Convention,");
        Assert.Equal("CRPD_CONVENTION", facts.Instruments.Single(i => i.Paragraph == "PP3").Id);
    }
}
