namespace Evaluation.Kernel.Reading;

/// <summary>
/// The members of a JSON object with a fixed set of names. The constructor lists unknown and repeated names as faults. The other methods
/// list a member that is missing or null where that is not allowed. See <see cref="JsonCursor.Object"/>.
/// </summary>
public sealed class JsonFields
{
    internal const string Repeated = "appears more than once; a member may appear only once";

    private readonly JsonCursor _owner;
    private readonly Dictionary<string, JsonCursor> _members;
    private readonly string[] _names;

    internal JsonFields(JsonCursor owner, string[] names)
    {
        (_owner, _names, _members) = (owner, names, new(owner.IsObject ? names.Length : 0));
        if (!owner.IsObject) return;
        foreach (var (name, value) in owner.Members())
        {
            if (!names.Contains(name)) value.Fail($"is not a known member; {NameHint.For(name, names)}");
            else if (!_members.TryAdd(name, value))
            {
                value.Fail(Repeated);
                _members[name] = owner.Missing(name);
            }
        }
    }

    /// <summary>A member that must be present and must not be null.</summary>
    public JsonCursor Required(string name)
    {
        var member = Optional(name);
        if (_owner.IsObject && !_members.ContainsKey(name)) member.Fail("is missing");
        return member;
    }

    /// <summary>A member that may be absent but must not be null.</summary>
    public JsonCursor Optional(string name)
    {
        var member = Find(name);
        if (!member.IsNull) return member;
        member.Fail("must not be null");
        return _owner.Missing(name);
    }

    /// <summary>A member that may be absent or null. Both mean the same.</summary>
    public JsonCursor Nullable(string name) => Find(name) is { IsNull: false } member ? member : _owner.Missing(name);

    /// <summary>Whether a member is present with the value null, where null and absent differ.</summary>
    public bool IsNull(string name) => Find(name).IsNull;

    private JsonCursor Find(string name)
    {
        if (!_names.Contains(name)) throw new ArgumentException($"{name} is not one of the names passed to the constructor", nameof(name));
        return _members.TryGetValue(name, out var member) ? member : _owner.Missing(name);
    }
}
