namespace HumanRightsGraph.Documents.Languages;

/// <summary>What a word is to the readers of facts; the classes of <c>lexicon.csv</c>.</summary>
internal enum WordClass
{
    /// <summary>A UN body; its value is a code (<c>HRC</c>) or <c>OWN</c> for "the Council", which is the body whose document it is.</summary>
    Body,
    /// <summary>Asks for something: value <c>REQUEST</c>, <c>ENCOURAGE</c>, <c>CALL</c> or <c>DECIDE</c>.</summary>
    Request,
    /// <summary>Opens a paragraph that asks for nothing: value <c>RECALL</c>, <c>NOTE</c> or <c>STATE</c>.</summary>
    Lead,
    /// <summary>May stand before a verb of the two classes above ("also", "further", "with appreciation").</summary>
    Adverb,
    /// <summary>Someone asked who is no part of the UN system.</summary>
    Outsider,
    /// <summary>Someone of the UN system whom no id stands for ("the Executive Director").</summary>
    Insider,
    /// <summary>A mechanism named by its sort alone ("the Special Rapporteur"); the value lists prefixes of ids.</summary>
    Generic,
    /// <summary>Makes or hands over a product.</summary>
    Produce,
    /// <summary>Holds an event.</summary>
    Convene,
    /// <summary>A verb whose product stands before it ("to be held"); the value is <c>Produce</c> or <c>Convene</c>.</summary>
    Passive,
    /// <summary>Tells without a noun ("to report to the Council"); the value is a kind.</summary>
    Tell,
    /// <summary>A product or an event; the value is a kind.</summary>
    Product,
    /// <summary>Makes a report a summary.</summary>
    Sums,
    /// <summary>By word of mouth: what is told so is an oral update.</summary>
    Oral,
    Recurrence,
    /// <summary>A session named by its place in time: <c>THIS</c>, <c>NEXT</c>, <c>EVERY</c>.</summary>
    Session,
    /// <summary>Points back to a product named before.</summary>
    Back,
    /// <summary>What has gone on and shall go on.</summary>
    Continue,
    /// <summary>Takes a longer word out of the way of a shorter one.</summary>
    Other,
}
