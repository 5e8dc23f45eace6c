namespace Evaluation.Kernel.Reading;

/// <summary>
/// The days that can be entered anywhere. A day outside is a slip of the keyboard, such as 0205 or 2205. Stored days are never judged.
/// </summary>
public static class WorkDays
{
    /// <summary>The fault of a day after today, where the day says when something happened.</summary>
    public const string InFuture = "is in the future";

    public static readonly DateOnly First = new(2000, 1, 1);
    public static readonly DateOnly Last = new(2099, 12, 31);

    /// <summary>The fault of a day; null for a possible day.</summary>
    public static string? Fault(DateOnly day) => day >= First && day <= Last ? null : $"must be a day from {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}";
}
