using System.Data;
using Dapper;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Outreach.Storage;

/// <summary>How a moment is stored: milliseconds since 1970, UTC. SQLite has no type that sorts and subtracts otherwise.</summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    value => DateTimeOffset.FromUnixTimeMilliseconds(value))
{
    /// <summary>The same convention for hand-written SQL. Called once, before the first query.</summary>
    public static void TeachDapper()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new Handler());
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(Guid?));
        SqlMapper.AddTypeHandler(new GuidHandler());
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    private sealed class Handler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds((long)value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }
    }

    private sealed class GuidHandler : SqlMapper.TypeHandler<Guid>
    {
        public override Guid Parse(object value) => value is Guid id ? id : Guid.Parse((string)value);

        // The provider writes a Guid as upper-case text, as EF Core does.
        public override void SetValue(IDbDataParameter parameter, Guid value) => parameter.Value = value;
    }
}
