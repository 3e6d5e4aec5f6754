using HumanRightsGraph.Documents.Facts;
using HumanRightsGraph.Documents.Tests.English;

namespace HumanRightsGraph.Documents.Tests.Facts;

/// <summary>Annotated agendas of our own words in the form of the Council's.</summary>
public sealed class AgendaTests
{
    private const string English = """
        United Nations A/HRC/56/1
        General Assembly Distr.: General
        29 April 2024
        Original: English

        Human Rights Council
        Fifty-sixth session
        18 June–12 July 2024
        Agenda item 1
        Organizational and procedural matters

        Annotations to the agenda for the fifty-sixth session of the Human Rights Council

        Note by the Secretary-General

        1. Organizational and procedural matters

        1. The Council will hold its fifty-sixth session in accordance with its programme of work.

        2. Annual report of the United Nations High Commissioner for Human Rights and reports of the Office of the High Commissioner and the Secretary-General

        2. In its resolution 53/90, the Council requested the Office of the United Nations High Commissioner for Human Rights to prepare a report on lakes. The Council will have before it the report of the Office (A/HRC/56/77). In the same resolution, the Council requested the Secretary-General to submit a report on shores. The Council will have before it the report of the Secretary-General (A/HRC/56/80).

        3. Promotion and protection of all human rights, civil, political, economic, social and cultural rights, including the right to development

        3. Pursuant to paragraph 16 of Council resolution 53/91, the Council will consider the report of the Special Rapporteur on the right to food (A/HRC/56/78) and the addendum to it (A/HRC/56/78/Add.1).

        4. The Council will also have before it a note by the Secretariat (A/HRC/56/79). In its resolution 50/1, the Council decided to convene a panel discussion on shores. It welcomed the report contained in document A/HRC/50/3.
        """;

    private const string Chinese = """
        联合国 A/HRC/56/1
        大会 Distr.: General
        29 April 2024
        Chinese
        Original: English

        人权理事会
        第五十六届会议
        2024年6月18日至7月12日
        议程项目1
        组织和程序事项

        人权理事会第五十六届会议临时议程说明

        秘书长的说明

        1. 理事会将按照其工作方案举行第五十六届会议。

        2. 理事会在第53/90号决议中请联合国人权事务高级专员办事处编写一份关于湖泊的报告。理事会将收到联合国人权事务高级专员办事处的报告(A/HRC/56/77)。
        """;

    private const string French = """
        Nations Unies
        A/HRC/56/1
        Assemblée générale
        Distr. générale
        29 avril 2024
        Français
        Original : anglais

        Conseil des droits de l’homme
        Cinquante-sixième session
        18 juin-12 juillet 2024
        Point 1 de l’ordre du jour
        Questions d’organisation et de procédure

        Annotations à l’ordre du jour de la cinquante-sixième session du Conseil des droits de l’homme

        Note du Secrétaire général

        1. Le Conseil tiendra sa cinquante-sixième session conformément à son programme de travail.

        2. Dans sa résolution 53/90, le Conseil des droits de l’homme a prié le Haut-Commissariat des Nations Unies aux droits de l’homme d’établir un rapport sur les lacs. Le Conseil sera saisi du rapport du Haut-Commissariat (A/HRC/56/77).
        """;

    private const string Spanish = """
        Naciones Unidas
        A/HRC/56/1
        Asamblea General
        Distr. general
        29 de abril de 2024
        Español
        Original: inglés

        Consejo de Derechos Humanos
        56º período de sesiones
        18 de junio a 12 de julio de 2024
        Tema 1 de la agenda
        Cuestiones de organización y de procedimiento

        Anotaciones a la agenda del 56º período de sesiones del Consejo de Derechos Humanos

        Nota del Secretario General

        1. El Consejo celebrará su 56º período de sesiones de conformidad con su programa de trabajo.

        2. En su resolución 53/90, el Consejo de Derechos Humanos solicitó a la Oficina del Alto Comisionado de las Naciones Unidas para los Derechos Humanos que preparara un informe sobre los lagos. El Consejo tendrá ante sí el informe de la Oficina del Alto Comisionado (A/HRC/56/77).
        """;

    private const string Russian = """
        Организация Объединенных Наций
        A/HRC/56/1
        Генеральная Ассамблея
        Distr.: General
        29 April 2024
        Russian
        Original: English

        Совет по правам человека
        Пятьдесят шестая сессия
        18 июня — 12 июля 2024 года
        Пункт 1 повестки дня
        Организационные и процедурные вопросы

        Аннотации к повестке дня пятьдесят шестой сессии Совета по правам человека

        Записка Генерального секретаря

        1. Совет проведет свою пятьдесят шестую сессию в соответствии со своей программой работы.

        2. В своей резолюции 53/90 Совет по правам человека просил Управление Верховного комиссара Организации Объединенных Наций по правам человека подготовить доклад об озерах. На рассмотрении Совета будет находиться доклад Управления Верховного комиссара (A/HRC/56/77).
        """;

    private const string Arabic = """
        الأمم المتحدة
        A/HRC/56/1
        الجمعية العامة
        Distr.: General
        29 April 2024
        Arabic
        Original: English

        مجلس حقوق الإنسان
        الدورة السادسة والخمسون
        18 حزيران/يونيه - 12 تموز/يوليه 2024
        البند 1 من جدول الأعمال
        المسائل التنظيمية والإجرائية

        شروح جدول أعمال الدورة السادسة والخمسين لمجلس حقوق الإنسان

        مذكرة من الأمين العام

        1- سيعقد المجلس دورته السادسة والخمسين وفقاً لبرنامج عمله.

        2- طلب مجلس حقوق الإنسان في قراره 53/90 إلى مفوضية الأمم المتحدة السامية لحقوق الإنسان أن تعد تقريراً عن البحيرات. وسيكون معروضاً على المجلس تقرير المفوضية السامية (A/HRC/56/77).
        """;

    private static IEnumerable<string> Announced(DocumentFacts facts) => facts.Announces!.Value.Select(a => string.Join(' ', new[] { a.Symbol, a.RequestedBy, a.Paragraph, a.PreparedBy }.OfType<string>()));

    [Fact]
    public void An_agenda_announces_documents_and_says_who_asked_for_them()
    {
        var facts = EnglishDocument.Facts(English);
        Assert.Equal(("A/HRC/56/1", DocumentKind.AGENDA, "HRC/56", "Annotations to the agenda for the fifty-sixth session of the Human Rights Council"), (facts.Symbol, facts.Kind, facts.Session, facts.Title["en"]));
        Assert.Equal(["A/HRC/56/77 A/HRC/RES/53/90 OHCHR", "A/HRC/56/80 A/HRC/RES/53/90 SECRETARY_GENERAL", "A/HRC/56/78 A/HRC/RES/53/91 OP16 SR_FOOD", "A/HRC/56/78/Add.1 A/HRC/RES/53/91 OP16 SR_FOOD", "A/HRC/56/79 SECRETARIAT"], Announced(facts));
        Assert.Equal((4, 0), (facts.ParagraphCount.Numbered, facts.Fulfils.Length));
    }

    [Fact]
    public void A_Chinese_agenda_announces_the_same()
    {
        var facts = EnglishDocument.Facts(Chinese);
        Assert.Equal(("A/HRC/56/1", DocumentKind.AGENDA, "HRC/56"), (facts.Symbol, facts.Kind, facts.Session));
        Assert.Equal(["A/HRC/56/77 A/HRC/RES/53/90 OHCHR"], Announced(facts));
    }

    [Theory]
    [InlineData("fr", French)]
    [InlineData("es", Spanish)]
    [InlineData("ru", Russian)]
    [InlineData("ar", Arabic)]
    public void An_agenda_in_another_language_announces_the_same(string language, string text)
    {
        var facts = EnglishDocument.Facts(text);
        Assert.Equal((language, "A/HRC/56/1", DocumentKind.AGENDA, "HRC/56"), (facts.Language, facts.Symbol, facts.Kind, facts.Session));
        Assert.Equal(["A/HRC/56/77 A/HRC/RES/53/90 OHCHR"], Announced(facts));
    }

    [Fact]
    public void Only_an_agenda_announces() => Assert.Null(EnglishDocument.Asking("Decides to remain seized of the matter.").Announces);
}
