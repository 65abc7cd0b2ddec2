// What the Glibc module leaves out. Files that use timespec import this module too, as timerfd.h declares it again.
#pragma once
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
// Declared by string.h for GNU sources alone.
void *memmem(const void *haystack, size_t haystacklen, const void *needle, size_t needlelen);
