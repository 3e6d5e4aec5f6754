using System.Globalization;
using System.Text;
using HumanRightsGraph.Documents.Languages;
using HumanRightsGraph.Documents.Text;

namespace HumanRightsGraph.Documents.Structure;

/// <summary>
/// Takes footnote marks out of the text, in its order. A superscript digit is one; a plain digit is one where it is glued to a word or a stop, is the next
/// number that a footnote bears, and counts or dates nothing.
/// </summary>
internal sealed class FootnoteMarks
{
    /// <summary>A shorter word with a number is a name of something ("no1", "art5").</summary>
    private const int LeastWord = 4;

    private readonly Language _language;
    private readonly HashSet<int> _numbers;
    private readonly int _max;
    private int _last;

    public FootnoteMarks(Language language, IReadOnlyList<string> numbers)
    {
        _language = language;
        _numbers = [.. numbers.Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        _max = _numbers.Count > 0 ? _numbers.Max() : 0;
    }

    public RunningText Remove(string raw)
    {
        var text = new StringBuilder(raw.Length);
        var marks = new List<FootnoteMark>();
        for (var i = 0; i < raw.Length;)
        {
            var length = 0;
            var number = 0;
            while (i + length < raw.Length && length < 4 && LookAlikes.SuperscriptDigit(raw[i + length]) is >= 0 and var d) (number, length) = (number * 10 + d, length + 1);
            if (length == 0 || i > 0 && raw[i - 1] == 'm')
            {
                length = Glued(raw, i, out number);
                if (length > 0) _last = number;
            }
            if (length > 0 && number > 0)
            {
                marks.Add(new(number.ToString(CultureInfo.InvariantCulture), text.Length));
                i += length;
                // The space that followed the mark was the mark's.
                if (i < raw.Length && raw[i] == ' ' && text.Length > 0 && LookAlikes.IsIdeographic(text[^1])) i++;
            }
            else text.Append(raw[i++]);
        }
        return RunningText.Of(text.ToString(), marks);
    }

    /// <summary>A word of small letters ends here ("rapport1"): no code such as "S30" or "L.27".</summary>
    private bool EndsWord(string raw, int i)
    {
        if (!_language.SpacedWords) return false;
        var start = i;
        while (start > 0 && i - start < LeastWord && char.IsLetter(raw[start - 1]) && !char.IsUpper(raw[start - 1])) start--;
        return i - start == LeastWord;
    }

    private int Glued(string raw, int i, out int number)
    {
        number = 0;
        if (_max == 0 || i == 0 || !char.IsAsciiDigit(raw[i])) return 0;
        var before = raw[i - 1];
        if (!(LookAlikes.IsIdeographic(before) || before is ')' or ']' or ',' or '.' or ';' or '»' || EndsWord(raw, i)) || before is '第' or '（' or '《' or '“' or '―' or '—' or '－') return 0;
        if (before is ',' or '.' && i > 1 && char.IsAsciiDigit(raw[i - 2])) return 0;
        var length = 0;
        while (i + length < raw.Length && length < 4 && char.IsAsciiDigit(raw[i + length])) number = number * 10 + raw[i + length++] - '0';
        if (length > 3 || number <= _last || number > _max || number > _last + 3) return 0;
        if (i + length < raw.Length)
        {
            var after = raw[i + length];
            if (char.IsAsciiLetterOrDigit(after) || after is '%' or '/' or '-' or '(' or '+' or '.' && i + length + 1 < raw.Length && char.IsAsciiDigit(raw[i + length + 1])) return 0;
            var rest = raw.AsSpan(i + length, Math.Min(6, raw.Length - i - length)).TrimStart().ToString();
            // What is written to a word counts nothing behind it ("informe1 de la").
            if (!EndsWord(raw, i) && _language.Follows("afterNumber", rest, 0) > 0) return 0;
        }
        return length;
    }
}
