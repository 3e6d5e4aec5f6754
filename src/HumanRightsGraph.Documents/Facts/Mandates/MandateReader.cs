using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Structure;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Facts.Mandates;

/// <summary>
/// Deliverables that a text mandates. A paragraph is read clause by clause under the request that governs it (a chapeau's request governs its sub-items);
/// a clause brings a product, or gives sessions to one named before. Word order is free: what belongs together stands in one clause or in the ones beside it.
/// </summary>
internal sealed class MandateReader(DocumentContext context)
{
    /// <summary>A subject is a title, not a paragraph.</summary>
    private const int MaxSubject = 120;

    private readonly Language _language = context.Language;
    private readonly RequestReader _requests = new(context);
    private readonly List<Product> _products = [];

    public IEnumerable<Mandate> Read(IReadOnlyList<Paragraph> paragraphs, IReadOnlyDictionary<string, IReadOnlyDictionary<int, string>> mechanisms)
    {
        var headFirst = new HeadFirstMandates(context, _products);
        foreach (var paragraph in paragraphs)
            if (paragraph.Kind != ParagraphKind.Operative) continue;
            else if (_language.HeadFirst) headFirst.Read(paragraph, mechanisms[paragraph.Label]);
            else Read(paragraph, mechanisms[paragraph.Label]);
        foreach (var product in _products)
        {
            if (!IsMandated(product)) continue;
            foreach (var entry in product.Entries())
            {
                context.Explain("deliverables", "OP" + entry.Paragraph, entry.Rule!, entry.Quote!);
                yield return entry;
            }
        }
    }

    private static bool IsMandated(Product product) =>
        product.Request.IsInside && (product.HasTime || product.Request.Force is "REQUEST" or "DECIDE" && !product.NeedsTime);

    private void Read(Paragraph paragraph, IReadOnlyDictionary<int, string> mechanisms)
    {
        var state = new Reading(paragraph, mechanisms, _products.Count);
        var items = paragraph.SubItems;
        if (items.Count == 0)
        {
            ReadUnit(state, 0, paragraph.Match.Length, null);
            return;
        }
        ReadUnit(state, 0, items[0].Start, null);
        var chapeau = state.Request;
        foreach (var item in items)
        {
            state.Request = chapeau;
            state.Open = default;
            ReadUnit(state, item.TextStart, item.End, item.Letter);
        }
    }

    /// <summary>What is known while a paragraph is read.</summary>
    private sealed class Reading(Paragraph paragraph, IReadOnlyDictionary<int, string> mechanisms, int firstProduct)
    {
        public Paragraph Paragraph => paragraph;
        public IReadOnlyDictionary<int, string> Mechanisms => mechanisms;
        public int FirstProduct => firstProduct;
        public Request? Request { get; set; }
        public OpenVerb Open { get; set; }
        public List<Occasion> Waiting { get; } = [];
        /// <summary>"and from its seventy-ninth session," given to the product before it, until the next clause brings the one it opens.</summary>
        public (Product Product, Occasion Occasion)? Opening { get; set; }
    }

    private void ReadUnit(Reading state, int start, int end, string? sub)
    {
        var text = state.Paragraph.Match;
        for (var s = start; s < end;)
        {
            var e = s;
            while (e < end && !_language.EndsSentence(text, e)) e++;
            ReadSentence(state, s, e, sub);
            s = e + 1;
        }
    }

    private void ReadSentence(Reading state, int start, int end, string? sub)
    {
        var text = state.Paragraph.Match;
        var lead = Lead(text[start..end]);
        // A sentence with another verb of its own ends what was asked before it.
        if (lead is not null) state.Request = null;
        state.Waiting.Clear();
        state.Open = default;
        state.Opening = null;
        for (var s = start; s < end;)
        {
            var e = s;
            while (e < end && !_language.EndsClause(text, e)) e++;
            ReadClause(state, s, e, start, end, lead, sub);
            s = e + 1;
        }
    }

    /// <summary>The class of the verb that opens a sentence and asks for nothing, or null.</summary>
    private string? Lead(string sentence)
    {
        var at = 0;
        for (var guard = 0; guard < 4; guard++)
        {
            var length = _language.Lexicon.Longest(sentence, at, out var word);
            if (length == 0) return null;
            if (word.Class == WordClass.Lead) return word.Value;
            if (word.Class is not (WordClass.Adverb or WordClass.Continue)) return null;
            at += length;
        }
        return null;
    }

    private void ReadClause(Reading state, int start, int end, int sentenceStart, int sentenceEnd, string? lead, string? sub)
    {
        var tokens = state.Paragraph.Tokens;
        var from = start;
        for (var i = state.Paragraph.FirstToken(start); i < tokens.Count && tokens[i].Start < end; i++)
        {
            var token = tokens[i];
            if (!token.Is(WordClass.Request)) continue;
            if (_requests.Read(state.Paragraph, i, sentenceStart, lead, state.Request, state.Mechanisms) is not { } request) continue;
            if (state.Request is not null && token.Start > from) Apply(state, from, token.Start, sentenceEnd, sub);
            state.Request = request;
            state.Waiting.Clear();
            from = request.After;
        }
        if (state.Request is not null && from < end) Apply(state, from, end, sentenceEnd, sub);
    }

    private void Apply(Reading state, int start, int end, int sentenceEnd, string? sub)
    {
        var request = state.Request!;
        var tokens = state.Paragraph.TokensIn(start, end).ToList();
        if (tokens.Count == 0) return;
        var clause = new Clause(context, state.Paragraph, tokens, start, end, state.Open, state.Waiting.Count > 0);
        state.Open = clause.Open;
        var fresh = new List<Product>();
        Product? told = null;
        (Product, Occasion)? opens = null;
        foreach (var words in clause.Products)
            if (!words.Back && !IsRepeated(state, words)) fresh.Add(New(state, words, clause, request, sentenceEnd, sub));
        foreach (var words in clause.Products)
        {
            if (!words.Back && !IsRepeated(state, words)) continue;
            // "and to present the said report orally at …": the sessions are the new product's.
            if (Antecedent(state, words, clause) is { } before)
            {
                told = before;
                if (fresh.Count == 0) Take(before, clause, words, request, sentenceEnd);
            }
            else if (fresh.Count == 0) fresh.Add(New(state, words, clause, request, sentenceEnd, sub));
        }
        if (fresh.Count > 0)
        {
            foreach (var occasion in state.Waiting) fresh[0].Occasions.Add(occasion);
            state.Waiting.Clear();
            foreach (var occasion in clause.Occasions) Nearest(fresh, occasion).Occasions.Add(occasion);
            if (state.Opening is var (earlier, opening) && fresh[0].Occasions.Exists(o => o.Recipient == opening.Recipient && o.Session is null))
            {
                earlier.Occasions.Remove(opening);
                fresh[0].Occasions.Insert(0, opening);
            }
            _products.AddRange(fresh);
        }
        else if (told is null && (clause.Occasions.Count > 0 || clause.DueDate is not null || clause.Recurrence is not null))
        {
            // A clause without a product gives its sessions to the product before it; before any, they wait for one.
            if (LastOf(state, clause) is { } last && last.Sub == sub && (clause.Submits || !clause.HasVerb || clause.DueDate is not null || clause.Occasions.Any(o => o.Starts) || clause.Convenes && last.IsEvent))
            {
                Take(last, clause, default, request, sentenceEnd);
                opens = !clause.HasVerb && clause.Occasions is [{ Starts: true }] ? (last, clause.Occasions[0]) : null;
            }
            else if (LastOf(state, clause) is null) state.Waiting.AddRange(clause.Occasions);
        }
        state.Opening = opens;
        if (_language.Pattern("countEach").Match(state.Paragraph.Match, start, end - start) is { Success: true } each
            && _language.Numerals.Read(each.Groups["number"].ValueSpan) is > 1 and var count && _products.Skip(state.FirstProduct).LastOrDefault(p => p.IsEvent) is { } events) events.Count = count;
    }

    private Product New(Reading state, ProductWords words, Clause clause, Request request, int sentenceEnd, string? sub)
    {
        var text = state.Paragraph.Text;
        var isEvent = words.Kind is DeliverableKind.PANEL or DeliverableKind.WORKSHOP or DeliverableKind.SEMINAR or DeliverableKind.CONSULTATION;
        // What a new mandate must hand in is its holder's duty, not the Council's.
        if (request.IsDecision && !isEvent && MandateHolder(state) is { } holder) request = request with { Assignee = holder };
        return new Product
        {
            Paragraph = state.Paragraph.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Sub = sub,
            Kind = words.Kind,
            Request = request,
            Rule = request.IsDecision ? "decides-product" : words.Tells ? "asks-to-tell" : "asks-for-product",
            Count = words.Count,
            Recurrence = words.Recurrence ?? clause.Recurrence,
            IsOccasion = isEvent && words.Recurrence is not null && clause.Recurrence is null,
            DueDate = clause.DueDate,
            Continues = clause.Continues,
            // "the said report" that nobody asked for before is a request of its own only if it is given a time.
            NeedsTime = words.Back || words.Kind is DeliverableKind.INFORMATION or DeliverableKind.OTHER,
            Subject = Subject(text, words, clause, request, sentenceEnd),
            QuoteStart = sub is null ? request.Start : SubStart(state, sub),
            QuoteEnd = sentenceEnd,
            Position = words.Noun.Start,
            Source = state.Paragraph,
        };
    }

    /// <summary>What it is about, in the text's words: behind "on", else behind the product, else the words that name it.</summary>
    private string? Subject(RunningText text, ProductWords words, Clause clause, Request request, int sentenceEnd)
    {
        var match = text.Match;
        if (words.Tells && words.Noun.End < clause.End) return Cut(text, words.Noun.End, clause.End);
        var about = clause.Tokens.Count == 0 ? 0 : Math.Max(request.After, Math.Min(clause.Start, words.Start));
        foreach (var word in _language.Words("subjectOpens"))
            if (match.IndexOf(word, about, Math.Max(0, words.Noun.Start - about), StringComparison.Ordinal) is >= 0 and var at)
            {
                var end = words.Verb.End > 0 && words.Verb.Start > at ? words.Verb.Start : words.Noun.Start;
                foreach (var particle in _language.Words("attributive"))
                    if (end - particle.Length > at && match.AsSpan(0, end).EndsWith(particle, StringComparison.Ordinal)) end -= particle.Length;
                if (end - at - word.Length > 1) return Cut(text, at + word.Length, end);
            }
        var next = words.Noun.End;
        if (next < sentenceEnd && _language.EndsClause(match, next) && _language.Follows("subjectVerbs", match, next + 1) is > 0 and var verb)
        {
            var end = next + 1;
            while (end < sentenceEnd && !_language.EndsClause(match, end)) end++;
            return Cut(text, next + 1 + verb, end);
        }
        return Cut(text, words.Verb.End == 0 ? words.Noun.Start : Math.Min(words.Start, words.Noun.Start), words.Noun.End);
    }

    private static string? Cut(RunningText text, int start, int end) =>
        text.Quote(start, Math.Min(end, start + MaxSubject)) is { Length: > 0 } words ? words.Trim() : null;

    private static int SubStart(Reading state, string sub) =>
        state.Paragraph.SubItems.Where(s => s.Letter == sub).Select(s => s.TextStart).FirstOrDefault();

    private string? MandateHolder(Reading state)
    {
        foreach (var (_, id) in state.Mechanisms.OrderBy(m => m.Key))
            if (context.Mechanism(id) is { } m && m.Kind is "SPECIAL_PROCEDURE" or "INVESTIGATION" or "EXPERT_MECHANISM" && id != "SPECIAL_PROCEDURES") return id;
        return null;
    }

    /// <summary>A product named before takes a later clause's sessions, rhythm and words.</summary>
    private static void Take(Product product, Clause clause, ProductWords words, Request request, int sentenceEnd)
    {
        // Whoever is asked to organise what the Council decides to hold is the one who owes it.
        if (product.IsEvent && product.Request.IsDecision && !request.IsDecision && request.Assignee is not null && clause.Convenes) product.Request = product.Request with { Assignee = request.Assignee };
        foreach (var occasion in clause.Occasions)
            if (!product.Occasions.Contains(occasion)) product.Occasions.Add(occasion);
        product.Recurrence ??= words.Noun.End > 0 ? words.Recurrence : clause.Recurrence;
        product.DueDate ??= clause.DueDate;
        product.QuoteEnd = Math.Max(product.QuoteEnd, sentenceEnd);
    }

    /// <summary>"to prepare a report … and to submit the report": the noun again, without a number, under a verb of handing over.</summary>
    private bool IsRepeated(Reading state, ProductWords words)
    {
        if (words.Count is not null || words.Verb.End == 0 || words.Recurrence is not null) return false;
        var text = state.Paragraph.Match;
        if (!_language.Words("submitVerb").Contains(text[words.Verb.Start..words.Verb.End])) return false;
        for (var i = _products.Count - 1; i >= state.FirstProduct; i--)
            if (_products[i].IsDocument) return _products[i].Occasions.Count == 0 && (_products[i].Kind == words.Kind || words.Kind == DeliverableKind.REPORT);
        return false;
    }

    private Product? Antecedent(Reading state, ProductWords words, Clause clause)
    {
        var isEvent = words.Kind is DeliverableKind.PANEL or DeliverableKind.WORKSHOP or DeliverableKind.SEMINAR or DeliverableKind.CONSULTATION;
        for (var i = _products.Count - 1; i >= state.FirstProduct; i--)
            if (isEvent ? _products[i].Kind == words.Kind || _products[i].IsEvent : words.Kind == DeliverableKind.ORAL_UPDATE ? _products[i].Kind == words.Kind : _products[i].IsDocument) return _products[i];
        // "Requests the High Commissioner to submit the said report …" in the next paragraph.
        if (!isEvent && state.FirstProduct > 0 && _products[state.FirstProduct - 1] is { IsDocument: true } previous && previous.Occasions.Count == 0 && clause.Occasions.Count > 0
            && int.TryParse(previous.Paragraph, out var n) && n == state.Paragraph.Number - 1)
        {
            foreach (var occasion in clause.Occasions) previous.Occasions.Add(occasion);
            clause.Occasions.Clear();
            return new Product { Paragraph = "", Sub = null, Kind = words.Kind, Request = previous.Request, Rule = "", Source = state.Paragraph };
        }
        return null;
    }

    private Product? LastOf(Reading state, Clause clause)
    {
        if (clause.Submits && _products.Count > state.FirstProduct && _products[^1] is { Kind: DeliverableKind.INFORMATION, Occasions.Count: 0 } information) return information;
        for (var i = _products.Count - 1; i >= state.FirstProduct; i--)
            if (clause.Convenes && !clause.Submits ? _products[i].IsEvent : !clause.Submits || _products[i].IsDocument || _products[i].Kind is DeliverableKind.ORAL_UPDATE) return _products[i];
        return null;
    }

    private static Product Nearest(List<Product> products, Occasion occasion) =>
        products.FirstOrDefault(p => p.Position > occasion.Position) ?? products[^1];
}
