using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace HumanRightsGraph.Ingestion.Derivation;

/// <summary>
/// The words of a request that say what its product is about, as far as they tell it from others: "the right to development", but not "a report",
/// "its work" or "the implementation of the present resolution", and without what an occasion or a next clause adds.
/// </summary>
internal static partial class SubjectWords
{
    /// <summary>One word alone ("opportunities") is the beginning of a subject that was not read to its end.</summary>
    private const int FewestWords = 2;

    /// <summary>The words of products, occasions and of the request itself, beside articles, pronouns, prepositions and numbers; any of their forms by its beginning where <c>*</c> ends it.</summary>
    private static readonly FrozenDictionary<string, GenericWords> Generic = new Dictionary<string, GenericWords>(StringComparer.Ordinal)
    {
        ["en"] = new("""
            a an the and or of to in on at by for from with as its his her their it this that these those all any each every such other another will be is are held present presented
            one* two* three* four* half* full* first second third fourth fifth next last latest new further also including
            report* update* updated updating stud* summar* compilation compendium panel* discussion* debate* dialogue meeting* workshop* seminar* consultation* session* conference* presentation
            finding* recommendation* conclusion* outcome* result* proceedings activit* work mandate* task* matter* issue* subject* topic* theme* question* paragraph* resolution* decision* provision* measure* request*
            implement* preparation progress developments follow* situation deliberation* information relating related regard regarding relevant made mentioned above* below previous said subsequent resulting thereof thereon therein
            annual* biennial* basis oral written comprehensive interim initial final preliminary mid* thematic analytical stocktaking informal formal regular* periodic* accessible detailed short separate joint
            high* expert* intersessional interactive open* one-time virtual public multi-stakeholder feasibility technical guidance plan action future consideration submission council main good best practice* challenge* approach* various promoting respecting
            """),
        ["fr"] = new("""
            un une le la les l l’ d des du de et ou à au aux en sur par pour avec sa son ses leur leurs ce cette ces tout toute tous toutes chaque
            rapport* mise* exposé* oral* orale* écrit* écrite* étude* résumé* synthèse compilation réunion* table ronde débat* atelier* séminaire* consultation* session* discussion*
            activité* travaux mandat* question* sujet* thème* résolution* présent présente application suite* suivi* état progrès conclusion* recommandation* résultat* information* annuel* détaillé* complet* intermédiaire final* thématique* exécution œuvre
            """),
        ["es"] = new("""
            un una el la los las lo de del y o a al en sobre por para con su sus este esta estos estas todo toda todos todas cada
            informe* actualizaci* exposici* oral* escrito* escrita* estudio* resumen compilaci* reuni* mesa redonda debate* taller* seminario* consulta* sesi* período*
            actividad* labor trabajo* mandato* cuestión cuestiones asunto tema* resolución resoluciones presente aplicaci* cumplimiento seguimiento situación progreso* conclusion* recomendacion* resultado* información anual* detallado* completo* exhaustivo* final* provisional* temático*
            """),
        ["ru"] = new("""
            о об в во на с со и или к ко по для из от до его ее её их этот эта это эти того всех всем каждый
            доклад* обновл* устн* письменн* исследован* резюме обзор* подборк* совещан* обсужден* дискусси* семинар* рабоч* консультац* сесси*
            деятельност* работ* мандат* вопрос* тем* резолюци* настоящ* осуществлен* выполнен* ход* ходе положен* прогресс* вывод* рекомендац* итог* информаци* ежегодн* всеобъемлющ* подробн* промежуточн* заключительн* тематическ*
            """),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The same of the languages whose words no space parts.</summary>
    private static readonly FrozenDictionary<string, string[]> GenericParts = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["zh"] = ["小组讨论会", "小组讨论", "研讨会", "讲习班", "讨论会", "执行情况", "落实情况", "实施情况", "最新情况", "进展情况", "本决议", "决议", "报告", "研究", "摘要", "概要", "汇编", "会议", "磋商", "协商", "讨论", "活动", "工作", "任务",
            "情况", "执行", "落实", "实施", "建议", "结论", "成果", "结果", "全面", "口头", "书面", "年度", "临时", "中期", "最后", "专题", "综合", "后续", "进展", "总结", "最新", "一份", "一次", "关于", "上述", "该", "其", "本", "这", "些", "的", "及", "和"],
        ["ar"] = ["تقرير", "تقارير", "التقرير", "القرار", "هذا", "تنفيذ", "دراسة", "الدراسة", "موجز", "شفوي", "شفويا", "كتابي", "خطي", "شامل", "سنوي", "مستكملا", "حلقة", "نقاش", "عمل", "أعمال", "أعماله", "أعمالها", "أنشطة", "أنشطته", "أنشطتها", "ولايته", "ولايتها", "عن", "في", "من", "إلى", "على", "بشأن"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What is left of a subject as a text says it; null where nothing tells it from other deliverables of the same kind.</summary>
    public static string? Of(string said, string language)
    {
        var subject = said.Trim();
        if (language == "en") subject = English(subject);
        return subject.Length == 0 || IsGeneric(subject, language) ? null : subject;
    }

    /// <summary>True where the capital letter at the beginning is a name's, so that "on" may stand before it.</summary>
    public static bool IsName(string subject) => Acronym().IsMatch(subject);

    private static bool IsGeneric(string subject, string language)
    {
        if (GenericParts.TryGetValue(language, out var parts))
        {
            var left = parts.OrderByDescending(p => p.Length).Aggregate(subject, (text, part) => text.Replace(part, " ", StringComparison.Ordinal));
            return left.Count(char.IsLetterOrDigit) <= 1;
        }
        if (!Generic.TryGetValue(language, out var words)) return false;
        var telling = 0;
        foreach (var match in Word().EnumerateMatches(subject))
            if (!words.Contains(subject.Substring(match.Index, match.Length).ToLowerInvariant())) telling++;
        // A capital letter begins a title, not what is left of a clause.
        return telling < (char.IsUpper(subject[0]) && subject.Contains(' ') ? 1 : FewestWords);
    }

    // "its report on X", "a compilation of X" are about X; "X during an interactive dialogue", "X containing a detailed …", "X to the" are about X too.
    private static string English(string subject)
    {
        if (Carrier().Match(subject) is { Success: true } carrier && !IsGeneric(subject[carrier.Length..], "en")) subject = subject[carrier.Length..];
        if (Next().Match(subject) is { Success: true } next) subject = subject[..next.Index];
        while (Dangling().Match(subject) is { Success: true } dangling) subject = subject[..dangling.Index];
        // A quotation or a bracket that was opened and not closed was cut off.
        if (subject.Count(c => c == '“') > subject.Count(c => c == '”')) subject = subject[..subject.LastIndexOf('“')].TrimEnd();
        while (Dangling().Match(subject) is { Success: true } dangling) subject = subject[..dangling.Index];
        return subject.TrimEnd(' ', ',', ';', ':', '.', '–', '-');
    }

    [GeneratedRegex(@"^(?:(?:a|an|the|its|his|her|their)\s)?(?:[a-z-]+\s){0,3}?(?:report|reports|update|study|summary|compilation|compendium|discussion|panel discussion|meeting|workshop|seminar|consultation|theme)\s(?:on|of|about)\s", RegexOptions.NonBacktracking)]
    private static partial Regex Carrier();

    [GeneratedRegex(@"\s(?:will be|to be|shall be|is to be|during an?|containing|to the (?:Human Rights )?Council|to the General Assembly|for (?:submission|consideration)|and (?:to )?(?:present|submit|report)|(?:held )?at the [a-z-]+(?: and [a-z-]+)? sessions?|at its|in accordance with|on an annual basis|with a view)(?:\s|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Next();

    [GeneratedRegex(@"(?:^|[\s,])(?:of|the|a|an|to|in|on|at|by|for|from|with|and|or|as|its|his|her|their|that|which|including|into|between|towards|through|against|under|to[ -]be|full|human|economic|universal|best)[\s,;]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Dangling();

    [GeneratedRegex(@"^\p{Lu}(?:\p{Lu}|[\w’'-]*\s+\p{Lu})", RegexOptions.NonBacktracking)]
    private static partial Regex Acronym();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    private sealed class GenericWords
    {
        private readonly FrozenSet<string> _words;
        private readonly string[] _beginnings;

        public GenericWords(string words)
        {
            var all = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            _words = all.Where(w => !w.EndsWith('*')).ToFrozenSet(StringComparer.Ordinal);
            _beginnings = [.. all.Where(w => w.EndsWith('*')).Select(w => w[..^1])];
        }

        public bool Contains(string word) => _words.Contains(word) || Array.Exists(_beginnings, b => word.StartsWith(b, StringComparison.Ordinal));
    }
}
