using System.Text;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Tests.Text;

public sealed class EncodingTests
{
    private const string Russian = "Совет по правам человека просит Верховного комиссара подготовить доклад о правах человека и озерах и представить его Совету на его пятьдесят шестой сессии, а также постановляет продолжать заниматься этим вопросом.";
    private const string Arabic = "إن مجلس حقوق الإنسان يطلب إلى المفوض السامي أن يعد تقريرا عن حقوق الإنسان والبحيرات وأن يقدمه إلى المجلس في دورته السادسة والخمسين، ويقرر أن يبقي المسألة قيد نظره.";
    private const string French = "Le Conseil des droits de l’homme prie le Haut-Commissaire d’établir un rapport sur les lacs et de le lui présenter à sa cinquante-sixième session; décide de rester saisi de la question.";
    private const string Spanish = "El Consejo de Derechos Humanos solicita al Alto Comisionado que prepare un informe sobre los lagos y lo presente en el 56º período de sesiones; decide seguir ocupándose de la cuestión.";
    private const string Chinese = "人权理事会请联合国人权事务高级专员编写一份关于湖泊的报告，并提交理事会第五十六届会议；决定继续处理此事。";

    public static TheoryData<string, string> Texts => new()
    {
        { "utf-8", Russian }, { "windows-1251", Russian }, { "koi8-r", Russian }, { "iso-8859-5", Russian }, { "cp866", Russian }, { "utf-16", Russian }, { "utf-16BE", Russian },
        { "windows-1256", Arabic }, { "iso-8859-6", Arabic.Replace('،', ',') }, { "utf-16", Arabic },
        { "windows-1252", French }, { "iso-8859-1", French.Replace('’', '\'') }, { "iso-8859-15", French.Replace('’', '\'') },
        { "windows-1252", Spanish }, { "iso-8859-1", Spanish },
        { "GB18030", Chinese }, { "gb2312", Chinese }, { "utf-16", Chinese + "1\n" },
    };

    [Theory, MemberData(nameof(Texts))]
    public void A_text_is_decoded_in_any_usual_encoding(string name, string text)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        var (decoded, error) = TextDecoder.Decode(encoding.GetBytes(text));
        Assert.True(error is null, error?.Message);
        Assert.Equal(text, decoded);
    }

    public static TheoryData<string, byte[]> Unsure => new()
    {
        { "overlong", [.. "The Council "u8, 0xC0, 0xAF, .. " requests the Commissioner"u8] },
        { "half a character at the end", [.. Encoding.UTF8.GetBytes(Chinese)[..^1]] },
        { "a lone surrogate", [.. "The Council "u8, 0xED, 0xA0, 0x80, .. " requests the Commissioner"u8] },
        { "UTF-8 with a byte of Windows-1252", [.. Encoding.UTF8.GetBytes(French), 0xE9, (byte)'\n'] },
        { "random", [.. Enumerable.Range(0, 500).Select(i => (byte)(i * 167 % 251 + 3))] },
        { "few letters", [(byte)'a', 0xE9] },
    };

    [Theory, MemberData(nameof(Unsure))]
    public void What_is_not_sure_is_refused_with_the_byte(string what, byte[] bytes)
    {
        var (text, error) = TextDecoder.Decode(bytes);
        Assert.True(text is null, $"{what} gave {text}");
        Assert.Equal("DOC_ENCODING", error!.Code);
        Assert.Matches(@"byte \d+", error.Message);
    }
}
