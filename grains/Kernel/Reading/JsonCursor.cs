using System.Globalization;
using System.Text.Json;

namespace Evaluation.Kernel.Reading;

/// <summary>
/// A place in a JSON body. A read returns the value, or lists a fault and returns a substitute, so that one pass finds all faults. Never
/// throws because of the JSON.
/// </summary>
/// <remarks>
/// If <see cref="IsThere"/> is false (an optional member left out, or a required member already listed as missing), reads of this place and
/// of everything inside it return the substitute without a fault.
/// </remarks>
public readonly struct JsonCursor
{
    private static readonly string NameLimit = $"at most {Limits.SlugCharacters} characters are allowed";

    private readonly JsonElement _element;
    private readonly FaultList _faults;

    private JsonCursor(JsonElement element, FaultList faults, string pointer, bool isThere) =>
        (_element, _faults, Pointer, IsThere) = (element, faults, pointer, isThere);

    /// <summary>The whole body. Its faults are added to <paramref name="faults"/>.</summary>
    public static JsonCursor Root(JsonElement body, FaultList faults) => new(body, faults, "", isThere: true);

    /// <summary>The RFC 6901 pointer of this place.</summary>
    public string Pointer { get; }

    public bool IsThere { get; }

    public bool IsObject => IsThere && _element.ValueKind == JsonValueKind.Object;

    public bool IsText => IsThere && _element.ValueKind == JsonValueKind.String;

    internal bool IsNull => IsThere && _element.ValueKind == JsonValueKind.Null;

    internal bool Stopped => _faults.IsFull;

    /// <summary>Lists a fault at this place.</summary>
    public void Fail(string message) => _faults.Add(Pointer, message);

    /// <summary>The members of an object. Members with other names are listed as faults.</summary>
    public JsonFields Object(params string[] names)
    {
        if (IsThere && !IsObject) Expected("an object");
        return new JsonFields(this, names);
    }

    /// <summary>The member of an object that decides which other members are allowed. Listed as a fault when it is missing.</summary>
    public JsonCursor Kind(string name)
    {
        foreach (var (member, value) in IsObject ? Members() : [])
        {
            if (member == name) return value;
        }
        var missing = Missing(name);
        if (IsObject) missing.Fail("is missing");
        return missing;
    }

    /// <summary>A list of at most <paramref name="itemsMax"/> items. A longer list is a fault, and only its beginning is read.</summary>
    public IReadOnlyList<T> List<T>(int itemsMax, Func<JsonCursor, T> read)
    {
        if (!Is(JsonValueKind.Array, "a list")) return [];
        var count = _element.GetArrayLength();
        if (count > itemsMax) Fail($"has {count} items; at most {itemsMax} are allowed");
        var items = new List<T>(Math.Min(count, itemsMax));
        foreach (var item in _element.EnumerateArray().Take(itemsMax))
            items.Add(read(new JsonCursor(item, _faults, $"{Pointer}/{items.Count}", isThere: true)));
        return items;
    }

    /// <summary>
    /// An object with freely chosen names, at most <paramref name="membersMax"/>. An object with more is a fault, and none is read.
    /// </summary>
    public IReadOnlyDictionary<string, T> Map<T>(int membersMax, Func<JsonCursor, T> read)
    {
        var members = new Dictionary<string, T>();
        if (!Is(JsonValueKind.Object, "an object")) return members;
        if (_element.GetPropertyCount() is var count && count > membersMax)
        {
            Fail($"has {count} members; at most {membersMax} are allowed");
            return members;
        }
        foreach (var (name, value) in Members())
        {
            if (!members.TryAdd(name, read(value))) value.Fail(JsonFields.Repeated);
        }
        return members;
    }

    /// <summary>A text that is not blank and follows the rules of <see cref="PlainText.Fault"/>. The substitute is empty.</summary>
    public string Text(int charactersMax, bool lines = false) => Checked(text => PlainText.Fault(text, charactersMax, lines));

    /// <summary>The name of something that exists, also of one that could not be entered any more. The substitute is empty.</summary>
    public string StoredName(int charactersMax) => Checked(text => PlainText.StoredFault(text, charactersMax, lines: false));

    /// <summary>Like <see cref="Text"/>, but null when the place is absent.</summary>
    public string? TextOrNull(int charactersMax, bool lines = false) => IsThere ? Text(charactersMax, lines) : null;

    /// <summary>A text exactly as typed. It may be blank; the limit of the body bounds it. The substitute is empty.</summary>
    public string TypedText() => String("a text") ?? "";

    /// <summary>One of the given words. The substitute is null.</summary>
    /// <param name="words">The allowed words, case-sensitive.</param>
    /// <param name="otherwise">What else the place may hold, for the message: <c> or {"value": number}</c>.</param>
    public string? Word(IReadOnlyCollection<string> words, string otherwise = "")
    {
        if (IsText && JsonFacts.String(_element) is { } text && words.Contains(text)) return text;
        // The message is made for a fault only: words are read often.
        var expected = (words.Count > 1 ? "one of " : "") + PlainText.QuotedList(words) + otherwise;
        if (String(expected) is not null) Expected(expected);
        return null;
    }

    /// <summary>A name of an enumeration in camelCase.</summary>
    public TEnum Choice<TEnum>(TEnum standIn = default) where TEnum : struct, Enum
    {
        if (!IsThere) return standIn;
        return Word(Words<TEnum>.Names) is { } word ? Words<TEnum>.Values[Array.IndexOf(Words<TEnum>.Names, word)] : standIn;
    }

    public bool Flag(bool standIn = false)
    {
        if (!IsThere) return standIn;
        if (_element.ValueKind is JsonValueKind.True or JsonValueKind.False) return _element.GetBoolean();
        Expected("true or false");
        return standIn;
    }

    /// <summary>
    /// A number of at most <see cref="Limits.NumberCharacters"/> characters, both as sent and written without an exponent.
    /// </summary>
    /// <param name="standIn">The substitute.</param>
    /// <param name="expected">What a fault says that a number here must be: its range, where the reader checks one.</param>
    public decimal Number(decimal standIn = 0, string? expected = null)
    {
        if (!Is(JsonValueKind.Number, expected ?? "a number")) return standIn;
        if (JsonFacts.Number(_element) is { } number) return number;
        Expected(expected ?? $"a number of at most {Limits.NumberCharacters} characters, written out without an exponent");
        return standIn;
    }

    /// <summary>A whole number (<c>5</c>, <c>5.0</c>) that fits 32 bits.</summary>
    public int Integer(int standIn = 0)
    {
        var number = Number(standIn);
        if (decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue) return (int)number;
        Expected(decimal.IsInteger(number) ? $"a whole number within ±{int.MaxValue}" : "a whole number");
        return standIn;
    }

    /// <summary>A whole number within a range, which every fault names. The substitute is the least.</summary>
    public int Integer(int least, int most)
    {
        var expected = $"a whole number from {least} to {most}";
        var number = Number(least, expected);
        if (decimal.IsInteger(number) && number >= least && number <= most) return (int)number;
        if (decimal.IsInteger(number)) Fail($"must be from {least} to {most}, but is {number}");
        else Expected(expected);
        return least;
    }

    private DateTimeOffset? Instant()
    {
        const string expected = "an instant with an offset such as 2020-12-31T18:00:00+08:00";
        if (String(expected) is not { } text) return null;
        if (TryInstant(text, out var instant)) return instant;
        Expected(expected);
        return null;
    }

    /// <summary>Reads an instant with its offset, also where it is not in a body.</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant)
    {
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        var hasOffset = text.EndsWith('Z') || text.Length > 6 && text[^6] is '+' or '-';
        return DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant) && hasOffset;
    }

    private DateOnly? Date()
    {
        const string expected = "a date such as 2020-12-31";
        if (String(expected) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Expected(expected);
        return null;
    }

    /// <summary>A day such as <c>2020-12-31</c>, one of <see cref="WorkDays"/>. The substitute is null.</summary>
    public DateOnly? WorkDay()
    {
        if (Date() is not { } day) return null;
        if (WorkDays.Fault(day) is not { } fault) return day;
        Fail(fault);
        return null;
    }

    /// <summary>
    /// An instant with its offset, <c>2020-12-31T18:00:00+08:00</c>, on one of <see cref="WorkDays"/> in that offset. The substitute is
    /// null.
    /// </summary>
    public DateTimeOffset? WorkInstant()
    {
        if (Instant() is not { } instant) return null;
        if (WorkDays.Fault(DateOnly.FromDateTime(instant.DateTime)) is not { } fault) return instant;
        Fail(fault);
        return null;
    }

    /// <summary>Lists a fault that says what was expected and what was found.</summary>
    public void Expected(string what) => Fail($"must be {what}, but is {JsonFacts.Describe(_element)}");

    /// <summary>The members of an object in order. A member whose name cannot be shown is listed as a fault and skipped.</summary>
    internal IEnumerable<(string Name, JsonCursor Value)> Members()
    {
        foreach (var property in _element.EnumerateObject())
        {
            if (Stopped) yield break;
            if (JsonFacts.Name(property) is not { } name) Fail("has a member whose name is not valid Unicode");
            else if (name.Length > Limits.SlugCharacters) Fail($"has a member whose name begins with {PlainText.Quoted(name)}; {NameLimit}");
            else yield return (name, Member(name, property.Value));
        }
    }

    /// <summary>The place of a member that is absent.</summary>
    internal JsonCursor Missing(string name) => new(default, _faults, Inside(name), isThere: false);

    private JsonCursor Member(string name, JsonElement value) => new(value, _faults, Inside(name), isThere: true);

    /// <summary>The name of a member, escaped for a JSON pointer.</summary>
    public static string Escaped(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private string Inside(string name) => $"{Pointer}/{Escaped(name)}";

    private string Checked(Func<string, string?> faultOf)
    {
        if (String("a text") is not { } text) return "";
        if (faultOf(text) is not { } fault) return text;
        Fail(fault);
        return "";
    }

    private bool Is(JsonValueKind kind, string what)
    {
        if (!IsThere) return false;
        if (_element.ValueKind == kind) return true;
        Expected(what);
        return false;
    }

    private string? String(string what)
    {
        if (!Is(JsonValueKind.String, what)) return null;
        var text = JsonFacts.String(_element);
        if (text is null) Fail("is not valid Unicode");
        return text;
    }

    private static class Words<TEnum> where TEnum : struct, Enum
    {
        public static readonly string[] Names = [.. Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
        public static readonly TEnum[] Values = Enum.GetValues<TEnum>();
    }
}
