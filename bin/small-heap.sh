# Read by what starts Chautari. Node sizes the room for young objects by the memory of the machine, up to 128 MB, and keeps what
# it has touched; 32 MB are enough for full load (docs/decisions/0040).
NODE_OPTIONS="--max-semi-space-size=16 ${NODE_OPTIONS:-}"
export NODE_OPTIONS
