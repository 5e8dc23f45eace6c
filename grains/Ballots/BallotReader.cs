using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Evaluation.Ballots.Packing;
using Evaluation.Kernel.Reading;

namespace Evaluation.Ballots;

/// <summary>
/// Reads a ballot's JSON, <c>{"slips":[{"unit":"u01","marks":[0,1,0],"comment":"…"}]}</c>, in one pass into the compact form of
/// <see cref="Slips"/>. Unknown, missing or repeated members and values out of range are refused. The refusal names the slip and the mark,
/// and the place by its JSON pointer. A byte order mark before the JSON is skipped: editors and scripts write one.
/// </summary>
public static class BallotReader
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = Limits.BallotJsonDepth };

    /// <returns>
    /// The compact slips, or a refusal: <see cref="RefusalCode.NotJson"/>, <see cref="RefusalCode.NestedTooDeep"/> or
    /// <see cref="RefusalCode.BadBallot"/>.
    /// </returns>
    public static Outcome<byte[]> Read(ReadOnlySpan<byte> body, BallotForm form)
    {
        if (!Utf8.IsValid(body))
            return new Refusal(RefusalCode.NotJson, "The body is not valid UTF-8.");
        if (body.StartsWith(ByteOrderMark))
            body = body[ByteOrderMark.Length..];
        // Compact slips are never longer than their JSON.
        var buffer = ArrayPool<byte>.Shared.Rent(body.Length);
        try
        {
            var reader = new Utf8JsonReader(body, Strict);
            var reading = new Reading(form, buffer);
            return reading.Ballot(ref reader) is { } refusal ? refusal : buffer.AsSpan(0, reading.Length).ToArray();
        }
        catch (JsonException broken)
        {
            return JsonDepth.Refuse(body, Limits.BallotJsonDepth, broken);
        }
        catch (InvalidOperationException)
        {
            return new Refusal(RefusalCode.BadBallot, "A name in the ballot is not valid Unicode.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ref struct Reading(BallotForm form, Span<byte> to)
    {
        private readonly BallotForm _form = form;
        private readonly Span<byte> _to = to;
        private SeenUnits _seen;
        private int _slip;
        private int _count;

        public int Length { get; private set; }

        public Refusal? Ballot(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return Bad("A ballot is an object with slips.");
            var hasSlips = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (hasSlips || !IsNamed(ref reader, "slips"u8))
                    return Bad($"A ballot has nothing but slips, once; '{Shown(ref reader)}' does not belong here.");
                hasSlips = true;
                reader.Read();
                if (SlipList(ref reader) is { } refusal)
                    return refusal;
            }
            reader.Read();
            return hasSlips ? null : Bad("The ballot has no slips.", "/slips");
        }

        private Refusal? SlipList(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
                return Bad("Slips are a list.", "/slips");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (_slip == Limits.SlipsPerBallot)
                    return Bad($"A ballot has at most {Limits.SlipsPerBallot} slips; send the others in another one.", "/slips");
                if (Slip(ref reader) is { } refusal)
                    return refusal;
                _slip++;
            }
            return _slip == 0 ? Bad("The ballot has no slips.", "/slips") : null;
        }

        private Refusal? Slip(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                return BadSlip("it is not an object");
            var unit = -1;
            ulong? marks = null;
            var hasComment = false;
            byte[] comment = [];
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                Refusal? refusal;
                if (unit < 0 && IsNamed(ref reader, "unit"u8))
                    refusal = Unit(ref reader, out unit);
                else if (marks is null && IsNamed(ref reader, "marks"u8))
                    refusal = Marks(ref reader, out marks);
                else if (!hasComment && IsNamed(ref reader, "comment"u8))
                    (refusal, hasComment) = (Comment(ref reader, out comment), true);
                else
                    refusal = BadSlip($"it has unit, marks and perhaps a comment, each once; '{Shown(ref reader)}' does not belong here");
                if (refusal is not null)
                    return refusal;
            }
            if (unit < 0)
                return BadSlip("it names no unit", "/unit");
            if (marks is null)
                return BadSlip("it has no marks", "/marks");
            if (!_seen.Add(unit))
                return BadSlip($"unit '{_form.Shape.Units[unit]}' has a slip already", "/unit");
            var packed = marks.Value;
            if (_form.Shape.Papers is not null && Spread(unit, ref packed) is { } misfit)
                return misfit;
            Length += Slips.Write(_to[Length..], unit, packed, _form.Shape.Criteria, comment);
            return null;
        }

        /// <summary>Moves the marks to the criteria of the unit's class, in a round whose classes have papers of their own.</summary>
        private readonly Refusal? Spread(int unit, ref ulong packed)
        {
            var paper = _form.Shape.PaperOf(unit);
            if (paper == 0)
                return BadSlip($"nobody votes on unit '{_form.Shape.Units[unit]}'", "/unit");
            if (_count != int.PopCount(paper))
                return BadMark($"it has {_count} marks and needs {int.PopCount(paper)}, one for each criterion of the unit's class", Math.Min(_count, int.PopCount(paper)));
            packed = PackedMarks.Spread(packed, paper);
            return null;
        }

        private readonly Refusal? Unit(ref Utf8JsonReader reader, out int unit)
        {
            unit = -1;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                return BadSlip("unit is a text", "/unit");
            unit = reader.ValueIsEscaped ? -1 : _form.FindUnit(reader.ValueSpan);
            return unit >= 0 ? null : BadSlip($"this round has no unit '{Shown(ref reader)}'", "/unit");
        }

        private Refusal? Marks(ref Utf8JsonReader reader, out ulong? marks)
        {
            marks = null;
            var packed = 0UL;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
                return BadSlip("marks are a list of numbers", "/marks");
            var count = 0;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (count == _form.Shape.Criteria)
                    return BadMark($"it has more than {_form.Shape.Criteria} marks, one for each criterion", count);
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var mark))
                    return BadMark("a mark is a whole number", count);
                if (mark < 0 || mark >= _form.Shape.Options)
                    return BadMark($"mark {mark} is none of the options 0 to {_form.Shape.Options - 1}", count);
                packed |= (ulong)mark << (PackedMarks.BitsPerMark * count++);
            }
            _count = count;
            if (count < _form.Shape.Criteria && _form.Shape.Papers is null)
                return BadMark($"it has {count} marks and needs {_form.Shape.Criteria}, one for each criterion", count);
            marks = packed;
            return null;
        }

        private readonly Refusal? Comment(ref Utf8JsonReader reader, out byte[] comment)
        {
            comment = [];
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
                return null;
            if (reader.TokenType != JsonTokenType.String)
                return BadSlip("a comment is a text", "/comment");
            if (reader.ValueSpan.Length > 6 * Limits.CommentBytes)
                return TooLong();
            string text;
            try
            {
                text = reader.GetString()!;
            }
            catch (InvalidOperationException)
            {
                return BadSlip("its comment is not valid Unicode", "/comment");
            }
            text = text.Trim();
            var characters = 0;
            foreach (var rune in text.EnumerateRunes())
            {
                if (Rune.IsControl(rune) && rune.Value is not ('\n' or '\t' or '\r'))
                    return BadSlip($"its comment has the control character U+{rune.Value:X4}; only line breaks and tabs are allowed", "/comment");
                if (VisibleText.IsTurning(rune.Value))
                    return BadSlip($"its comment has the character U+{rune.Value:X4}, which changes the direction of writing", "/comment");
                characters++;
            }
            if (characters > Limits.CommentCharacters)
                return TooLong();
            comment = Encoding.UTF8.GetBytes(text);
            return null;
        }

        /// <summary>No known name contains escapes. Comparing escapes that are not valid Unicode would throw.</summary>
        private static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => !reader.ValueIsEscaped && reader.ValueTextEquals(name);

        private readonly Refusal TooLong() => BadSlip($"its comment has more than {Limits.CommentCharacters} characters", "/comment");

        private readonly Refusal BadMark(string what, int mark) => BadSlip(what, $"/marks/{mark}", mark);

        /// <summary>The refusal for a member of the current slip; without a member, for the whole slip.</summary>
        private readonly Refusal BadSlip(string what, string member = "", int? mark = null) =>
            new(RefusalCode.BadBallot, $"Slip {_slip}: {what}.", ("slip", _slip), ("mark", mark), ("faults", Faults($"/slips/{_slip}{member}", what)));

        private static Refusal Bad(string what, string pointer = "") => new(RefusalCode.BadBallot, what, ("faults", Faults(pointer, what)));

        private static Fault[] Faults(string pointer, string what) => [new(pointer, what)];

        /// <summary>The value as sent, shortened for a message.</summary>
        private static string Shown(ref Utf8JsonReader reader)
        {
            var raw = Encoding.UTF8.GetString(reader.ValueSpan);
            return raw.Length <= Limits.SlugCharacters ? raw : raw[..Limits.SlugCharacters] + "…";
        }
    }

    /// <summary>A set of units: one bit per unit, without an allocation.</summary>
    [System.Runtime.CompilerServices.InlineArray((Limits.Units + 63) / 64)]
    private struct SeenUnits
    {
        private ulong _first;

        public bool Add(int unit)
        {
            ref var word = ref this[unit >> 6];
            var bit = 1UL << (unit & 63);
            var isNew = (word & bit) == 0;
            word |= bit;
            return isNew;
        }
    }
}
