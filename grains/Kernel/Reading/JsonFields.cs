namespace Evaluation.Kernel.Reading;

/// <summary>
/// The members of one JSON object whose names are known. Making it lists unknown names and repeated ones; asking for a member lists it when
/// it is missing or null without leave. See <see cref="JsonCursor.Object"/>.
/// </summary>
public sealed class JsonFields
{
    internal const string Repeated = "stands more than once; a member may stand only once";

    private readonly JsonCursor _owner;
    private readonly Dictionary<string, JsonCursor> _members = [];
    private readonly string[] _names;

    internal JsonFields(JsonCursor owner, string[] names)
    {
        (_owner, _names) = (owner, names);
        if (!owner.IsObject) return;
        foreach (var (name, value) in owner.Members())
        {
            if (!names.Contains(name)) value.Fail($"is not a known member; {Spelling.Hint(name, names)}");
            else if (!_members.TryAdd(name, value))
            {
                value.Fail(Repeated);
                _members[name] = owner.Missing(name);
            }
        }
    }

    /// <summary>A member that has to be there and is not null.</summary>
    public JsonCursor Required(string name)
    {
        var member = Optional(name);
        if (_owner.IsObject && !_members.ContainsKey(name)) member.Fail("is missing");
        return member;
    }

    /// <summary>A member that may be left out, but not null.</summary>
    public JsonCursor Optional(string name)
    {
        var member = Find(name);
        if (!member.IsNull) return member;
        member.Fail("must not be null");
        return _owner.Missing(name);
    }

    /// <summary>A member that may be left out or null, which mean the same.</summary>
    public JsonCursor Nullable(string name) => Find(name) is { IsNull: false } member ? member : _owner.Missing(name);

    private JsonCursor Find(string name)
    {
        if (!_names.Contains(name)) throw new ArgumentException($"{name} is not among the names that the object was opened with", nameof(name));
        return _members.TryGetValue(name, out var member) ? member : _owner.Missing(name);
    }
}
