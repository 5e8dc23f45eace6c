using System.Text;

namespace Evaluation.Documents;

/// <summary>
/// Orders keys by their UTF-8 bytes, as databases do. .NET's ordinal order differs for characters beyond the basic plane.
/// </summary>
public sealed class KeyOrder : IComparer<string>
{
    public static readonly KeyOrder Instance = new();

    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
