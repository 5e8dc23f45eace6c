using System.Security.Cryptography;
using System.Text;

namespace Evaluation.Panels;

/// <summary>
/// Draws codes by a seed. The codes are sorted by the lower-case hexadecimal SHA-256 of the seed, a line break and the code, in UTF-8; the
/// first ones are drawn. The order of the pool does not matter.
/// </summary>
public static class SeededRank
{
    /// <summary>The name of this algorithm. Another algorithm gets another name.</summary>
    public const string Algorithm = "sha256-rank-1";

    /// <summary>The drawn codes in the order of their ranks.</summary>
    public static IReadOnlyList<string> Draw(string seed, IEnumerable<string> pool, int count) =>
        [.. pool.OrderBy(code => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{code}"))), StringComparer.Ordinal).Take(count)];
}
