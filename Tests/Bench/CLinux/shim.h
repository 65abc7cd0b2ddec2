// What the Glibc module leaves out. Files that use timespec import this module too, as timerfd.h declares it again.
#pragma once
#include <sys/epoll.h>
#include <sys/timerfd.h>
