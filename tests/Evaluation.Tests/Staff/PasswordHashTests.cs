using System.Buffers.Binary;
using Evaluation.Embedded;
using Evaluation.Gateway.Staff;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.Extensions.DependencyInjection;

namespace Evaluation.Tests.Staff;

/// <summary>What the program stores of a password.</summary>
public sealed class PasswordHashTests
{
    [Fact]
    public async Task The_program_hashes_a_password_with_SHA_512_and_210_000_iterations()
    {
        await using var program = EmbeddedHost.Build(["--EVALUATION_DATA", Path.GetTempPath()]);
        var stored = await program.Services.GetRequiredService<Passwords>().HashAsync("li", "a-long-enough-password");
        // The format of the framework: its version, then the hash function and the number of iterations, both big-endian.
        var hash = Convert.FromBase64String(stored.Answer);
        Assert.Equal(1, hash[0]);
        Assert.Equal((uint)KeyDerivationPrf.HMACSHA512, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.Equal(210_000u, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
    }
}
