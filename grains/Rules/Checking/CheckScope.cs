using System.Text;
using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>The rules to check and the places that could not be read. Nothing is reported that depends on a substitute value.</summary>
internal sealed class CheckScope(RoundRules rules, FaultList unread)
{
    private readonly FaultList _found = new();

    public RoundRules Rules { get; } = rules;

    public IReadOnlyList<Fault> Found => _found.Faults;

    /// <summary>Whether the list of faults is full.</summary>
    public bool IsFull => _found.IsFull;

    /// <summary>Whether this place and everything in it were read as sent.</summary>
    public bool IsSound(string pointer) => !unread.Touch(pointer);

    /// <summary>Whether no item of a list is missing and one member of every item was read as sent.</summary>
    public bool IsSound(string list, int count, string member) =>
        unread.Faults.Count == 0
        || (unread.Faults.All(fault => fault.Pointer.Length > 0 && fault.Pointer != list)
            && Enumerable.Range(0, count).All(index => IsSound($"{list}/{index}/{member}")));

    public void Report(string pointer, string message)
    {
        if (IsSound(pointer)) _found.Add(pointer, message);
    }

    /// <summary>Checks an id or code: a slug. With <paramref name="capitals"/>, capital letters are allowed too.</summary>
    public void Code(string pointer, string code, bool capitals = false)
    {
        if (Slug.IsValid(code)) return;
        if (capitals && Ascii.IsValid(code) && Slug.IsValid(code.ToLowerInvariant())) return;
        var letters = capitals ? "letters A to Z" : "small letters a to z";
        Report(pointer, $"must be of {letters}, digits and hyphens, at most {Limits.SlugCharacters}, but is {PlainText.Quoted(code)}");
    }

    public void Range(string pointer, decimal value, decimal min, decimal max)
    {
        if (value < min || value > max) Report(pointer, $"must be from {min} to {max}, but is {value}");
    }

    /// <summary>Checks that a list has <paramref name="min"/> to <paramref name="max"/> items.</summary>
    public void Count(string pointer, int count, int min, int max)
    {
        if (count < min) Report(pointer, min == 1 ? "must have at least one item, but has none" : $"must have at least {min} items, but has {count}");
        if (count > max) Report(pointer, $"must have at most {max} items, but has {count}");
    }
}
