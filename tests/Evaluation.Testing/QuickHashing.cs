using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Evaluation.Testing;

/// <summary>Hashes new passwords with few iterations, where the strength of the hash is not what a test is about.</summary>
public static class QuickHashing
{
    public static IOptions<PasswordHasherOptions> Options { get; } = Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 1_000 });
}
